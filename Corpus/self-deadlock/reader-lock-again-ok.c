// run: kernel-version=6.1
/*
 * A read-write spinlock may be taken for reading by an interrupt whose task reads already, and the
 * code that relies on it says so by reading only.
 */

#include <linux/interrupt.h>
#include <linux/spinlock.h>

static DEFINE_RWLOCK(filter_lock);
static int filter;

static int filter_value(void)
{
	int value;

	read_lock(&filter_lock);
	value = filter;
	read_unlock(&filter_lock);
	return value;
}

static irqreturn_t filter_irq(int irq, void *data)
{
	return filter_value() ? IRQ_HANDLED : IRQ_NONE;
}

int filter_start_ok(unsigned int irq)
{
	return request_irq(irq, filter_irq, 0, "filter", &filter);
}

int filter_check_ok(void)
{
	return filter_value();
}
