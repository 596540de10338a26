// run: kernel-version=6.1
/*
 * A pool gives up its references to all items with its mutex held, which the last reference takes for the item's way
 * out of the list.
 */

#include <linux/kref.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>

struct pool {
	struct mutex lock;
	struct list_head items;
};

struct item {
	struct kref ref;
	struct list_head list;
	struct pool *pool;
};

static void item_release(struct kref *ref)
{
	struct item *item = container_of(ref, struct item, ref);

	mutex_lock(&item->pool->lock);
	list_del(&item->list);
	mutex_unlock(&item->pool->lock);
	kfree(item);
}

void pool_drain_ok(struct pool *pool)
{
	struct item *item, *next;
	LIST_HEAD(drained);

	mutex_lock(&pool->lock);
	list_splice_init(&pool->items, &drained);
	mutex_unlock(&pool->lock);
	list_for_each_entry_safe(item, next, &drained, list)
		kref_put(&item->ref, item_release);
}
