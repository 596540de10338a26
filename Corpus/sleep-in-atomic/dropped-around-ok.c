// run: kernel-version=6.1
/*
 * The lock is given back around what sleeps: in the function, in a callee, and by a helper that only
 * comes back with the lock if it did not fail.
 */

#include <linux/slab.h>
#include <linux/spinlock.h>

struct pool {
	spinlock_t lock;
	void *spare;
	int count;
};

static int pool_refill(struct pool *pool)
{
	void *page;

	spin_unlock(&pool->lock);
	page = kmalloc(4096, GFP_KERNEL);
	spin_lock(&pool->lock);
	if (!page)
		return -ENOMEM;
	pool->spare = page;
	return 0;
}

int pool_take_ok(struct pool *pool)
{
	int err = 0;

	spin_lock(&pool->lock);
	while (!pool->spare && !err)
		err = pool_refill(pool);
	pool->count++;
	spin_unlock(&pool->lock);
	return err;
}

static bool pool_enter(struct pool *pool)
{
	spin_lock(&pool->lock);
	if (pool->count) {
		pool->count--;
		return true;
	}
	spin_unlock(&pool->lock);
	return false;
}

void *pool_get_ok(struct pool *pool)
{
	void *spare;

	if (!pool_enter(pool))
		return kmalloc(4096, GFP_KERNEL);
	spare = pool->spare;
	pool->spare = NULL;
	spin_unlock(&pool->lock);
	return spare;
}
