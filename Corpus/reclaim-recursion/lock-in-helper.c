// run: kernel-version=6.1
/*
 * The lock is taken by a wrapper, the allocation is three calls down, and one error path has given the
 * lock back.
 */

#include <linux/mutex.h>
#include <linux/shrinker.h>
#include <linux/slab.h>

struct pool {
	struct mutex mutex;
	struct shrinker shrinker;
	unsigned long pages;
};

static void pool_enter(struct pool *pool)
{
	mutex_lock(&pool->mutex);
}

static void pool_leave(struct pool *pool)
{
	mutex_unlock(&pool->mutex);
}

static unsigned long pool_scan(struct shrinker *s, struct shrink_control *sc)
{
	struct pool *pool = container_of(s, struct pool, shrinker);

	pool_enter(pool);
	pool->pages = 0;
	pool_leave(pool);
	return 1;
}

int pool_init(struct pool *pool)
{
	pool->shrinker.scan_objects = pool_scan;
	return register_shrinker(&pool->shrinker, "pool");
}

static void *pool_page(void)
{
	return (void *)__get_free_page(GFP_KERNEL);
}

static void *pool_refill(struct pool *pool)
{
	pool->pages++;
	return pool_page();
}

void *pool_get_bad(struct pool *pool)
{
	void *page = NULL;

	pool_enter(pool);
	if (!pool->pages)
		goto grow;
	page = pool_refill(pool); // expect: reclaim-recursion confirmed
	pool_leave(pool);
	return page;
grow:
	pool_leave(pool);
	return pool_page();
}
