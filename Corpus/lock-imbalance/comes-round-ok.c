// run: kernel-version=6.1
/*
 * Loops that come back to the lock without it: one takes it only in the turns that need it, one has it given
 * back by what it calls, and one takes all locks in a loop and gives them back in another.
 */

#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>

struct pool {
	struct mutex lock;
	int free;
};

struct entry {
	struct list_head list;
	struct mutex lock;
	struct pool *pool;
	bool dead;
};

void *pool_get_ok(struct pool *pool, gfp_t mask)
{
	void *buffer;

retry:
	if (mask & __GFP_DIRECT_RECLAIM)
		mutex_lock(&pool->lock);
	buffer = kmalloc(64, mask);
	if (!buffer && !(mask & __GFP_DIRECT_RECLAIM)) {
		mask |= __GFP_DIRECT_RECLAIM;
		goto retry;
	}
	if (mask & __GFP_DIRECT_RECLAIM)
		mutex_unlock(&pool->lock);
	return buffer;
}

static void entry_kill(struct entry *entry)
{
	list_del(&entry->list);
	if (entry->pool)
		mutex_unlock(&entry->pool->lock);
	kfree(entry);
}

void pool_prune_ok(struct pool *pool, struct list_head *entries)
{
	struct entry *entry;

restart:
	mutex_lock(&pool->lock);
	list_for_each_entry(entry, entries, list) {
		if (entry->dead) {
			entry_kill(entry);
			goto restart;
		}
	}
	mutex_unlock(&pool->lock);
}

void entries_age_ok(struct list_head *entries, bool locked)
{
	struct entry *entry;

	list_for_each_entry(entry, entries, list) {
		if (!locked)
			mutex_lock(&entry->lock);
		entry->dead = true;
	}
	list_for_each_entry(entry, entries, list) {
		if (!locked)
			mutex_unlock(&entry->lock);
	}
}
