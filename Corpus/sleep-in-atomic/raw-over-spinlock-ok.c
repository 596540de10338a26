// run: kernel-version=6.12
/*
 * Without PREEMPT_RT a spinlock_t spins as a raw_spinlock_t does, and may be taken under one; wake-ups and atomic
 * allocations may come there too.
 */

#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

struct chip {
	raw_spinlock_t lock;
	spinlock_t routes_lock;
	wait_queue_head_t waiters;
	void *shadow;
	int routes;
};

int chip_route_ok(struct chip *chip)
{
	unsigned long flags;
	int routes;

	raw_spin_lock_irqsave(&chip->lock, flags);
	spin_lock(&chip->routes_lock);
	routes = chip->routes++;
	spin_unlock(&chip->routes_lock);
	chip->shadow = kmalloc(64, GFP_ATOMIC);
	wake_up(&chip->waiters);
	raw_spin_unlock_irqrestore(&chip->lock, flags);
	return routes;
}
