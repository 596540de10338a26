// run: kernel-version=6.1
/*
 * The handler reads; tasks that read need not keep it out. The writer does.
 */

#include <linux/interrupt.h>
#include <linux/spinlock.h>

static DEFINE_RWLOCK(table_lock);
static int table[16];

static irqreturn_t table_irq(int irq, void *data)
{
	int value;

	read_lock(&table_lock);
	value = table[irq % 16];
	read_unlock(&table_lock);
	return value ? IRQ_HANDLED : IRQ_NONE;
}

int table_open(unsigned int irq)
{
	return request_irq(irq, table_irq, 0, "table", table);
}

int table_get_ok(int i)
{
	int value;

	read_lock(&table_lock);
	value = table[i];
	read_unlock(&table_lock);
	return value;
}
