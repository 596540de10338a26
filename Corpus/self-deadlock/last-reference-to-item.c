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

void pool_drain_bad(struct pool *pool)
{
	struct item *item, *next;

	mutex_lock(&pool->lock);
	list_for_each_entry_safe(item, next, &pool->items, list)
		kref_put(&item->ref, item_release); // expect-fn: self-deadlock that an item of a list points back to the owner of the list is not known
	mutex_unlock(&pool->lock);
}
