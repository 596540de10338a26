// run: kernel-version=6.1
/*
 * The shrinker hands the work over, and the work item takes the lock in a task of its own.
 */

#include <linux/mutex.h>
#include <linux/shrinker.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct store {
	struct mutex lock;
	struct shrinker shrinker;
	struct work_struct trim;
	int items;
};

static void store_trim(struct work_struct *work)
{
	struct store *store = container_of(work, struct store, trim);

	mutex_lock(&store->lock);
	store->items = 0;
	mutex_unlock(&store->lock);
}

static unsigned long store_scan(struct shrinker *s, struct shrink_control *sc)
{
	struct store *store = container_of(s, struct store, shrinker);

	schedule_work(&store->trim);
	return 0;
}

int store_init(struct store *store)
{
	INIT_WORK(&store->trim, store_trim);
	store->shrinker.scan_objects = store_scan;
	return register_shrinker(&store->shrinker, "store");
}

void *store_add_ok(struct store *store)
{
	void *item;

	mutex_lock(&store->lock);
	item = kmalloc(512, GFP_KERNEL);
	store->items++;
	mutex_unlock(&store->lock);
	return item;
}
