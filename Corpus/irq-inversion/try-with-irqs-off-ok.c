// run: kernel-version=6.1
/*
 * A pool whose interrupt handler takes the lock. Tasks only try for it, or take it with the last reference; both
 * switch interrupts off where they get it, and leave them alone where they do not.
 */

#include <linux/interrupt.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

int spin_trylock_irq(spinlock_t *lock);
int _atomic_dec_and_lock_irqsave(atomic_t *count, spinlock_t *lock, unsigned long *flags);

struct pool {
	spinlock_t lock;
	struct mutex users;
	atomic_t references;
	int age;
};

static irqreturn_t pool_interrupt(int irq, void *data)
{
	struct pool *pool = data;

	spin_lock(&pool->lock);
	pool->age++;
	spin_unlock(&pool->lock);
	return IRQ_HANDLED;
}

int pool_start(struct pool *pool, int irq)
{
	return request_irq(irq, pool_interrupt, 0, "pool", pool);
}

int pool_shrink(struct pool *pool)
{
	if (!spin_trylock_irq(&pool->lock)) {
		mutex_lock(&pool->users);
		mutex_unlock(&pool->users);
		return 0;
	}
	pool->age = 0;
	spin_unlock_irq(&pool->lock);
	return 1;
}

void pool_put(struct pool *pool)
{
	unsigned long flags;

	if (!_atomic_dec_and_lock_irqsave(&pool->references, &pool->lock, &flags)) {
		mutex_lock(&pool->users);
		mutex_unlock(&pool->users);
		return;
	}
	pool->age = -1;
	spin_unlock_irqrestore(&pool->lock, flags);
}
