// run: kernel-version=5.15
/*
 * Volumes are written back one after the other, each outside of the section, with a reference of its own.
 *
 * The list has no reference to what is on it: one is only got where there still is one, and may be the last when
 * it is given up. What is then done waits for a work item, and so must not be done with the section entered again.
 */
#include <linux/kref.h>
#include <linux/mutex.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct volume {
	struct list_head list;
	struct kref ref;
	struct work_struct work;
	struct mutex lock;
	struct rcu_head rcu;
	int dirty;
};

static LIST_HEAD(volumes);

static void volume_release(struct kref *ref)
{
	struct volume *volume = container_of(ref, struct volume, ref);

	flush_work(&volume->work);
	kfree_rcu(volume, rcu);
}

static void volume_put(struct volume *volume)
{
	kref_put(&volume->ref, volume_release);
}

static bool volume_get(struct volume *volume)
{
	return refcount_inc_not_zero(&volume->ref.refcount);
}

static void volume_write(struct volume *volume)
{
	mutex_lock(&volume->lock);
	volume->dirty = 0;
	mutex_unlock(&volume->lock);
}

void volumes_write_bad(void)
{
	struct volume *volume, *last = NULL;

	rcu_read_lock();
	list_for_each_entry_rcu(volume, &volumes, list) {
		if (!volume->dirty || !volume_get(volume))
			continue;
		rcu_read_unlock();
		volume_write(volume);
		rcu_read_lock();
		if (last)
			volume_put(last); // expect: sleep-in-rcu confirmed
		last = volume;
	}
	rcu_read_unlock();
	if (last)
		volume_put(last);
}

void volumes_write_ok(void)
{
	struct volume *volume, *last = NULL;

	rcu_read_lock();
	list_for_each_entry_rcu(volume, &volumes, list) {
		if (!volume->dirty || !volume_get(volume))
			continue;
		rcu_read_unlock();
		volume_write(volume);
		if (last)
			volume_put(last);
		last = volume;
		rcu_read_lock();
	}
	rcu_read_unlock();
	if (last)
		volume_put(last);
}

/* As a rule somebody else has a reference to what the caller has one to. */
void volume_put_ok(struct volume *volume)
{
	rcu_read_lock();
	volume_put(volume);
	rcu_read_unlock();
}
