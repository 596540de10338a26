// run: kernel-version=6.1
/*
 * Volumes that each have an ordered queue, and a merge that waits for the copies of the others.
 *
 * The item that merges a volume waits until some copy is over. It has made the copies start on other
 * volumes only, never on its own: their items run on their own queues and signal. Queues and items
 * have the same names for all volumes, but they are not the same.
 */

#include <linux/list.h>
#include <linux/slab.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct volume {
	struct list_head list;
	struct workqueue_struct *wq;
	struct work_struct merge_work;
	struct work_struct copy_work;
	bool merging;
};

static LIST_HEAD(volumes);
static DECLARE_WAIT_QUEUE_HEAD(copies_wait);
static atomic_t copies_done;

int hw_copy(struct volume *volume);
int hw_merge(struct volume *volume);

static void volume_copy(struct work_struct *work)
{
	struct volume *volume = container_of(work, struct volume, copy_work);

	hw_copy(volume);
	atomic_inc(&copies_done);
	wake_up_all(&copies_wait);
}

static bool start_copies_of_others(struct volume *merging)
{
	struct volume *volume;
	bool started = false;

	list_for_each_entry(volume, &volumes, list) {
		if (volume == merging || volume->merging)
			continue;
		started |= queue_work(volume->wq, &volume->copy_work);
	}
	return started;
}

static void volume_merge(struct work_struct *work)
{
	struct volume *volume = container_of(work, struct volume, merge_work);
	int before = atomic_read(&copies_done);

	while (start_copies_of_others(volume)) {
		wait_event(copies_wait, atomic_read(&copies_done) != before);
		before = atomic_read(&copies_done);
	}
	hw_merge(volume);
	volume->merging = false;
}

void volume_start_merge_ok(struct volume *volume)
{
	volume->merging = true;
	queue_work(volume->wq, &volume->merge_work);
}

int volume_add_ok(struct volume *volume)
{
	INIT_WORK(&volume->merge_work, volume_merge);
	INIT_WORK(&volume->copy_work, volume_copy);
	volume->wq = alloc_ordered_workqueue("volume", WQ_MEM_RECLAIM);
	if (!volume->wq)
		return -ENOMEM;
	list_add_tail(&volume->list, &volumes);
	return 0;
}
