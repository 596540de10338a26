// run: kernel-version=6.1
/*
 * A warning whose answer is asked for: the way on after it is taken, and sleeps with the lock.
 */

#include <linux/bug.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>

struct pool {
	spinlock_t lock;
	struct mutex grow;
	int free, size;
};

static void pool_grow(struct pool *pool)
{
	mutex_lock(&pool->grow);
	pool->size++;
	mutex_unlock(&pool->grow);
}

int pool_take_bad(struct pool *pool)
{
	spin_lock(&pool->lock);
	if (WARN_ON(pool->free == 0))
		pool_grow(pool); // expect: sleep-in-atomic confirmed
	pool->free--;
	spin_unlock(&pool->lock);
	return 0;
}
