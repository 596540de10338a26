// run: kernel-version=6.1
/*
 * A target that submits, then tries for the mutex, and leaves the bio to its worker if it fails.
 *
 * Task 2 holds the mutex over the read that is on task 1's list. Task 1 does not insist: it puts the
 * bio aside and returns, and its list is issued.
 */

#include <linux/device-mapper.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait_bit.h>
#include <linux/workqueue.h>

#define MAP_READING 0

struct remap {
	struct dm_dev *dev;
	struct mutex lock;
	unsigned long state;
	struct page *page;
	struct bio_set bios;
	spinlock_t deferred_lock;
	struct bio_list deferred;
	struct work_struct work;
	sector_t offset;
};

static void map_end_io(struct bio *bio)
{
	struct remap *remap = bio->bi_private;

	clear_and_wake_up_bit(MAP_READING, &remap->state);
	bio_put(bio);
}

static void map_read_ahead(struct remap *remap)
{
	struct bio *bio;

	if (test_and_set_bit(MAP_READING, &remap->state))
		return;
	bio = bio_alloc_bioset(remap->dev->bdev, 1, REQ_OP_READ, GFP_NOIO, &remap->bios);
	bio->bi_end_io = map_end_io;
	bio->bi_private = remap;
	bio_add_page(bio, remap->page, PAGE_SIZE, 0);
	submit_bio(bio);
}

static void remap_work(struct work_struct *work)
{
	struct remap *remap = container_of(work, struct remap, work);
	struct bio_list bios;
	struct bio *bio;

	spin_lock_irq(&remap->deferred_lock);
	bios = remap->deferred;
	bio_list_init(&remap->deferred);
	spin_unlock_irq(&remap->deferred_lock);

	mutex_lock(&remap->lock);
	wait_on_bit_io(&remap->state, MAP_READING, TASK_UNINTERRUPTIBLE);
	remap->offset = 8;
	mutex_unlock(&remap->lock);

	while ((bio = bio_list_pop(&bios))) {
		bio->bi_iter.bi_sector += remap->offset;
		submit_bio_noacct(bio);
	}
}

static int remap_map_ok(struct dm_target *ti, struct bio *bio)
{
	struct remap *remap = ti->private;

	map_read_ahead(remap);
	bio_set_dev(bio, remap->dev->bdev);
	if (!mutex_trylock(&remap->lock)) {
		spin_lock_irq(&remap->deferred_lock);
		bio_list_add(&remap->deferred, bio);
		spin_unlock_irq(&remap->deferred_lock);
		schedule_work(&remap->work);
		return DM_MAPIO_SUBMITTED;
	}
	bio->bi_iter.bi_sector += remap->offset;
	mutex_unlock(&remap->lock);
	return DM_MAPIO_REMAPPED;
}

static int remap_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct remap *remap = kzalloc(sizeof(*remap), GFP_KERNEL);

	if (!remap)
		return -ENOMEM;
	mutex_init(&remap->lock);
	spin_lock_init(&remap->deferred_lock);
	bio_list_init(&remap->deferred);
	INIT_WORK(&remap->work, remap_work);
	ti->private = remap;
	return dm_get_device(ti, argv[0], dm_table_get_mode(ti->table), &remap->dev);
}

struct target_type remap_target = {
	.name = "remap-example",
	.ctr = remap_ctr,
	.map = remap_map_ok,
};
