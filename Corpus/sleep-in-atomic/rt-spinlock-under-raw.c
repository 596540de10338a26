// run: kernel-version=6.12
/*
 * An interrupt chip on PREEMPT_RT. A raw_spinlock_t spins there as everywhere, and local_irq_disable really
 * switches interrupts off; but a spinlock_t, a wait queue's lock and those of the allocators sleep, whatever
 * the mask.
 */

#define CONFIG_PREEMPT_RT 1

#include <linux/preempt.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

struct chip {
	raw_spinlock_t lock;
	spinlock_t routes_lock;
	wait_queue_head_t waiters;
	int routes;
	int pending;
};

int chip_route_bad(struct chip *chip)
{
	unsigned long flags;
	int routes;

	raw_spin_lock_irqsave(&chip->lock, flags);
	spin_lock(&chip->routes_lock); // expect: sleep-in-atomic confirmed
	routes = chip->routes++;
	spin_unlock(&chip->routes_lock);
	raw_spin_unlock_irqrestore(&chip->lock, flags);
	return routes;
}

int chip_count_bad(struct chip *chip)
{
	unsigned long flags;
	int routes;

	local_irq_disable();
	spin_lock_irqsave(&chip->routes_lock, flags); // expect: sleep-in-atomic confirmed
	routes = chip->routes;
	spin_unlock_irqrestore(&chip->routes_lock, flags);
	local_irq_enable();
	return routes;
}

void chip_raise_bad(struct chip *chip)
{
	raw_spin_lock(&chip->lock);
	chip->pending = 1;
	wake_up(&chip->waiters); // expect: sleep-in-atomic confirmed
	raw_spin_unlock(&chip->lock);
}

void *chip_shadow_bad(struct chip *chip)
{
	void *shadow;

	raw_spin_lock(&chip->lock);
	shadow = kmalloc(64, GFP_ATOMIC); // expect: sleep-in-atomic confirmed
	raw_spin_unlock(&chip->lock);
	return shadow;
}

int chip_claim_bad(struct chip *chip)
{
	int claimed = 0;

	preempt_disable();
	spin_lock(&chip->routes_lock); // expect: sleep-in-atomic confirmed
	if (!chip->pending)
		claimed = chip->pending = 1;
	spin_unlock(&chip->routes_lock);
	preempt_enable();
	return claimed;
}
