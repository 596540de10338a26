// run: kernel-version=6.1
/*
 * Nothing can come in while the module is loaded; and the field of another structure is another lock.
 */

#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/spinlock.h>

struct rx_ring {
	spinlock_t lock;
	int head;
};

struct tx_ring {
	spinlock_t lock;
	int tail;
};

static struct rx_ring rx;
static struct tx_ring tx;

static irqreturn_t ring_irq(int irq, void *data)
{
	spin_lock(&rx.lock);
	rx.head++;
	spin_unlock(&rx.lock);
	return IRQ_HANDLED;
}

void ring_send_ok(void)
{
	spin_lock(&tx.lock);
	tx.tail++;
	spin_unlock(&tx.lock);
}

static int __init ring_init_ok(void)
{
	spin_lock(&rx.lock);
	rx.head = 0;
	spin_unlock(&rx.lock);
	return request_irq(7, ring_irq, 0, "ring", &rx);
}
module_init(ring_init_ok);
