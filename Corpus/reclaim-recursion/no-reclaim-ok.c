// run: kernel-version=6.1
/*
 * Masks that never reclaim, and a lock that the shrinker does not take.
 */

#include <linux/mutex.h>
#include <linux/shrinker.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct tags {
	struct mutex config;
	struct mutex lru;
	struct shrinker shrinker;
	int count;
};

static unsigned long tags_scan(struct shrinker *s, struct shrink_control *sc)
{
	struct tags *tags = container_of(s, struct tags, shrinker);

	mutex_lock(&tags->lru);
	tags->count = 0;
	mutex_unlock(&tags->lru);
	return 1;
}

int tags_init(struct tags *tags)
{
	tags->shrinker.scan_objects = tags_scan;
	return register_shrinker(&tags->shrinker, "tags");
}

void *tags_add_ok(struct tags *tags)
{
	void *tag;

	mutex_lock(&tags->lru);
	tag = kmalloc(32, GFP_NOWAIT);
	tags->count++;
	mutex_unlock(&tags->lru);
	return tag;
}

void *tags_configure_ok(struct tags *tags)
{
	void *table;

	mutex_lock(&tags->config);
	table = kmalloc(256, GFP_KERNEL);
	mutex_unlock(&tags->config);
	return table;
}
