// run: kernel-version=6.1
/*
 * The handler gets to the lock four calls down, and the task by way of a wrapper on an error path.
 */

#include <linux/interrupt.h>
#include <linux/spinlock.h>

struct host {
	spinlock_t lock;
	int commands;
	int errors;
};

static void host_lock(struct host *host)
{
	spin_lock(&host->lock); // expect: irq-inversion confirmed
}

static void host_unlock(struct host *host)
{
	spin_unlock(&host->lock);
}

static void host_finish(struct host *host)
{
	host_lock(host);
	host->commands--;
	host_unlock(host);
}

static void host_complete(struct host *host, int tag)
{
	if (tag >= 0)
		host_finish(host);
}

static void host_service(struct host *host)
{
	int tag;

	for (tag = 0; tag < 8; tag++)
		host_complete(host, tag);
}

static irqreturn_t host_irq(int irq, void *data)
{
	host_service(data);
	return IRQ_HANDLED;
}

int host_start(struct host *host, unsigned int irq)
{
	return request_irq(irq, host_irq, 0, "host", host);
}

int host_queue_bad(struct host *host, int tag)
{
	if (tag < 0)
		goto fail;
	return 0;
fail:
	host_lock(host);
	host->errors++;
	host_unlock(host);
	return -EINVAL;
}
