// run: kernel-version=6.1
/*
 * A target that takes the lock first and submits afterwards, as its last act.
 *
 * Task 2 holds the mutex and waits for a read that task 1 submits. Task 1 submits only when it is done
 * with the mutex, and returns: then its list is issued. The order of the two decides.
 */

#include <linux/device-mapper.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/wait_bit.h>
#include <linux/workqueue.h>

#define INDEX_READING 0

struct index_target {
	struct dm_dev *dev;
	struct mutex lock;
	unsigned long state;
	struct page *page;
	struct bio_set bios;
	struct work_struct sort_work;
	u32 lookups;
};

static void index_end_io(struct bio *bio)
{
	struct index_target *it = bio->bi_private;

	clear_and_wake_up_bit(INDEX_READING, &it->state);
	bio_put(bio);
}

static void index_read(struct index_target *it)
{
	struct bio *bio;

	if (test_and_set_bit(INDEX_READING, &it->state))
		return;
	bio = bio_alloc_bioset(it->dev->bdev, 1, REQ_OP_READ, GFP_NOIO, &it->bios);
	bio->bi_end_io = index_end_io;
	bio->bi_private = it;
	bio_add_page(bio, it->page, PAGE_SIZE, 0);
	submit_bio(bio);
}

static void index_sort(struct work_struct *work)
{
	struct index_target *it = container_of(work, struct index_target, sort_work);

	mutex_lock(&it->lock);
	wait_on_bit_io(&it->state, INDEX_READING, TASK_UNINTERRUPTIBLE);
	it->lookups = 0;
	mutex_unlock(&it->lock);
}

static int index_map_ok(struct dm_target *ti, struct bio *bio)
{
	struct index_target *it = ti->private;
	bool stale;

	mutex_lock(&it->lock);
	stale = ++it->lookups > 1000;
	mutex_unlock(&it->lock);

	bio_set_dev(bio, it->dev->bdev);
	if (stale) {
		schedule_work(&it->sort_work);
		index_read(it);
	}
	return DM_MAPIO_REMAPPED;
}

static int index_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct index_target *it = kzalloc(sizeof(*it), GFP_KERNEL);

	if (!it)
		return -ENOMEM;
	mutex_init(&it->lock);
	INIT_WORK(&it->sort_work, index_sort);
	ti->private = it;
	return dm_get_device(ti, argv[0], dm_table_get_mode(ti->table), &it->dev);
}

struct target_type index_target_type = {
	.name = "index-example",
	.ctr = index_ctr,
	.map = index_map_ok,
};
