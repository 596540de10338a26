// run: kernel-version=6.1
/*
 * Unregistering a shrinker waits until reclaim has left it. Task 1 unregisters it with the cache's mutex
 * held, task 2 is in the shrinker and asks for that mutex.
 */

#include <linux/mutex.h>
#include <linux/shrinker.h>

struct cache {
	struct mutex lock;
	struct shrinker shrinker;
	unsigned long entries;
};

static unsigned long cache_scan(struct shrinker *shrinker, struct shrink_control *control)
{
	struct cache *cache = container_of(shrinker, struct cache, shrinker);
	unsigned long freed;

	mutex_lock(&cache->lock);
	freed = cache->entries;
	cache->entries = 0;
	mutex_unlock(&cache->lock);
	return freed;
}

int cache_open(struct cache *cache)
{
	mutex_init(&cache->lock);
	cache->shrinker.scan_objects = cache_scan;
	return register_shrinker(&cache->shrinker, "cache");
}

void cache_close_bad(struct cache *cache)
{
	mutex_lock(&cache->lock);
	unregister_shrinker(&cache->shrinker); // expect: flush-under-lock confirmed
	cache->entries = 0;
	mutex_unlock(&cache->lock);
}

void cache_close_ok(struct cache *cache)
{
	unregister_shrinker(&cache->shrinker);
	mutex_lock(&cache->lock);
	cache->entries = 0;
	mutex_unlock(&cache->lock);
}
