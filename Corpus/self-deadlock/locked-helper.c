// run: kernel-version=6.1
/*
 * A helper that takes the lock, called by a function that has it: the unlocked variant was meant.
 */

#include <linux/mutex.h>

struct cache {
	struct mutex lock;
	int used;
	int limit;
};

static int __cache_trim(struct cache *cache)
{
	cache->used = 0;
	return cache->limit;
}

int cache_trim(struct cache *cache)
{
	int freed;

	mutex_lock(&cache->lock);
	freed = __cache_trim(cache);
	mutex_unlock(&cache->lock);
	return freed;
}

int cache_add_bad(struct cache *cache, int count)
{
	mutex_lock(&cache->lock);
	if (cache->used + count > cache->limit)
		cache_trim(cache); // expect: self-deadlock confirmed
	cache->used += count;
	mutex_unlock(&cache->lock);
	return 0;
}

int cache_add_ok(struct cache *cache, int count)
{
	mutex_lock(&cache->lock);
	if (cache->used + count > cache->limit)
		__cache_trim(cache);
	cache->used += count;
	mutex_unlock(&cache->lock);
	return 0;
}
