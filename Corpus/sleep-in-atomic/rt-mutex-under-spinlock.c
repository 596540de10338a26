// run: kernel-version=6.12
/*
 * On PREEMPT_RT too a task that has a spinlock_t may only wait for another of its kind: one that sleeps for a mutex,
 * or for memory, is wrong on all other kernels.
 */

#define CONFIG_PREEMPT_RT 1

#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct table {
	spinlock_t lock;
	struct mutex resize;
	void *slots;
};

void table_resize_bad(struct table *table)
{
	spin_lock(&table->lock);
	mutex_lock(&table->resize); // expect: sleep-in-atomic confirmed
	table->slots = 0;
	mutex_unlock(&table->resize);
	spin_unlock(&table->lock);
}

void *table_grow_bad(struct table *table)
{
	void *slots;

	spin_lock_irq(&table->lock);
	slots = kmalloc(64, GFP_KERNEL); // expect: sleep-in-atomic confirmed
	spin_unlock_irq(&table->lock);
	return slots;
}

void *table_grow_ok(struct table *table)
{
	void *slots;

	spin_lock_irq(&table->lock);
	slots = kmalloc(64, GFP_ATOMIC);
	spin_unlock_irq(&table->lock);
	return slots;
}
