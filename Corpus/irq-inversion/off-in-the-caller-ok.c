// run: kernel-version=6.1
/*
 * The plain lock is taken below functions that have switched interrupts off: by themselves, or with
 * another lock. And the handler of a threaded interrupt that takes it in its thread is none.
 */

#include <linux/interrupt.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

struct dma {
	spinlock_t lock;
	spinlock_t channel;
	spinlock_t slow;
	int done;
};

static void dma_account(struct dma *dma)
{
	spin_lock(&dma->lock);
	dma->done++;
	spin_unlock(&dma->lock);
}

static irqreturn_t dma_irq(int irq, void *data)
{
	dma_account(data);
	return IRQ_WAKE_THREAD;
}

static irqreturn_t dma_thread_ok(int irq, void *data)
{
	struct dma *dma = data;

	spin_lock(&dma->slow);
	dma->done = 0;
	spin_unlock(&dma->slow);
	return IRQ_HANDLED;
}

int dma_start(struct dma *dma, unsigned int irq)
{
	return request_threaded_irq(irq, dma_irq, dma_thread_ok, IRQF_ONESHOT, "dma", dma);
}

void dma_issue_ok(struct dma *dma)
{
	unsigned long flags;

	spin_lock_irqsave(&dma->channel, flags);
	dma_account(dma);
	spin_unlock_irqrestore(&dma->channel, flags);
}

void dma_reset_ok(struct dma *dma)
{
	spin_lock(&dma->slow);
	dma->done = 0;
	spin_unlock(&dma->slow);
}
