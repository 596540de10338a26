// run: kernel-version=6.1
/*
 * The shrinker only tries for the lock.
 */

#include <linux/mutex.h>
#include <linux/shrinker.h>
#include <linux/slab.h>

static DEFINE_MUTEX(cache_lock);
static unsigned long cached;

static unsigned long cache_scan(struct shrinker *s, struct shrink_control *sc)
{
	if (!mutex_trylock(&cache_lock))
		return SHRINK_STOP;
	cached = 0;
	mutex_unlock(&cache_lock);
	return 1;
}

static struct shrinker cache_shrinker = {
	.scan_objects = cache_scan,
};

int cache_init(void)
{
	return register_shrinker(&cache_shrinker, "cache");
}

void *cache_add_ok(void)
{
	void *item;

	mutex_lock(&cache_lock);
	item = kmalloc(32, GFP_KERNEL);
	cached++;
	mutex_unlock(&cache_lock);
	return item;
}
