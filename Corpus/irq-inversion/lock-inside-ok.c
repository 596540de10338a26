// run: kernel-version=6.1
/*
 * The handler only takes the lock of the host. A task that has that one asks for the lock of the statistics, and
 * another one has this with interrupts on: the handler comes in there, and spins for the first, who spins for the
 * interrupted one.
 */

#include <linux/interrupt.h>
#include <linux/spinlock.h>

struct host {
	spinlock_t lock;
	spinlock_t stat_lock;
	int sent;
};

static irqreturn_t host_interrupt(int irq, void *data)
{
	struct host *host = data;

	spin_lock(&host->lock);
	host->sent++;
	spin_unlock(&host->lock);
	return IRQ_HANDLED;
}

int host_start(struct host *host)
{
	return request_irq(4, host_interrupt, 0, "host", host);
}

void host_reset(struct host *host)
{
	unsigned long flags;

	spin_lock_irqsave(&host->lock, flags);
	spin_lock(&host->stat_lock);
	host->sent = 0;
	spin_unlock(&host->stat_lock);
	spin_unlock_irqrestore(&host->lock, flags);
}

int host_stat_ok(struct host *host)
{
	unsigned long flags;
	int sent;

	spin_lock_irqsave(&host->stat_lock, flags);
	sent = host->sent;
	spin_unlock_irqrestore(&host->stat_lock, flags);
	return sent;
}
