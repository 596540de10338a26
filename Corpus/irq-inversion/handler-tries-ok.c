// run: kernel-version=6.1
/*
 * The handler only tries for the lock, and leaves the rest to the holder.
 */

#include <linux/interrupt.h>
#include <linux/spinlock.h>

struct keyboard {
	spinlock_t lock;
	int pending;
	int keys;
};

static irqreturn_t keyboard_irq(int irq, void *data)
{
	struct keyboard *kbd = data;

	if (!spin_trylock(&kbd->lock)) {
		kbd->pending = 1;
		return IRQ_HANDLED;
	}
	kbd->keys++;
	spin_unlock(&kbd->lock);
	return IRQ_HANDLED;
}

int keyboard_open(struct keyboard *kbd, unsigned int irq)
{
	return request_irq(irq, keyboard_irq, 0, "keyboard", kbd);
}

int keyboard_read_ok(struct keyboard *kbd)
{
	int keys;

	spin_lock(&kbd->lock);
	keys = kbd->keys + kbd->pending;
	spin_unlock(&kbd->lock);
	return keys;
}
