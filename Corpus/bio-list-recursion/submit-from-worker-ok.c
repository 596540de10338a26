// run: kernel-version=6.1
/*
 * The target for zoned disks whose read ahead is a work item.
 *
 * A list of bios belongs to a task, not to what a task queues: the item submits without one, so its
 * read is issued at once, and whoever holds the mutex is served.
 */

#include <linux/device-mapper.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/wait_bit.h>
#include <linux/workqueue.h>

#define BLOCK_READING 1

struct meta_block {
	unsigned long state;
	sector_t sector;
	struct page *page;
};

struct zoned {
	struct dm_dev *dev;
	struct mutex meta_lock;
	struct meta_block block;
	struct bio_set bios;
	struct work_struct ahead_work;
	struct work_struct reclaim_work;
	u32 free_zones;
};

static void meta_end_io(struct bio *bio)
{
	struct meta_block *block = bio->bi_private;

	clear_and_wake_up_bit(BLOCK_READING, &block->state);
	bio_put(bio);
}

static void meta_read_ahead(struct work_struct *work)
{
	struct zoned *zoned = container_of(work, struct zoned, ahead_work);
	struct bio *bio;

	if (test_and_set_bit(BLOCK_READING, &zoned->block.state))
		return;
	bio = bio_alloc_bioset(zoned->dev->bdev, 1, REQ_OP_READ | REQ_META, GFP_NOIO, &zoned->bios);
	bio->bi_iter.bi_sector = zoned->block.sector;
	bio->bi_private = &zoned->block;
	bio->bi_end_io = meta_end_io;
	bio_add_page(bio, zoned->block.page, PAGE_SIZE, 0);
	submit_bio(bio);

	mutex_lock(&zoned->meta_lock);
	zoned->free_zones++;
	mutex_unlock(&zoned->meta_lock);
}

static void zone_reclaim(struct work_struct *work)
{
	struct zoned *zoned = container_of(work, struct zoned, reclaim_work);

	mutex_lock(&zoned->meta_lock);
	wait_on_bit_io(&zoned->block.state, BLOCK_READING, TASK_UNINTERRUPTIBLE);
	zoned->free_zones++;
	mutex_unlock(&zoned->meta_lock);
}

static int zone_map_ok(struct dm_target *ti, struct bio *bio)
{
	struct zoned *zoned = ti->private;

	schedule_work(&zoned->ahead_work);

	mutex_lock(&zoned->meta_lock);
	if (!zoned->free_zones) {
		mutex_unlock(&zoned->meta_lock);
		schedule_work(&zoned->reclaim_work);
		return DM_MAPIO_REQUEUE;
	}
	zoned->free_zones--;
	mutex_unlock(&zoned->meta_lock);
	bio_set_dev(bio, zoned->dev->bdev);
	return DM_MAPIO_REMAPPED;
}

static int zone_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct zoned *zoned = kzalloc(sizeof(*zoned), GFP_KERNEL);

	if (!zoned)
		return -ENOMEM;
	mutex_init(&zoned->meta_lock);
	INIT_WORK(&zoned->ahead_work, meta_read_ahead);
	INIT_WORK(&zoned->reclaim_work, zone_reclaim);
	ti->private = zoned;
	return dm_get_device(ti, argv[0], dm_table_get_mode(ti->table), &zoned->dev);
}

struct target_type zone_target = {
	.name = "zoned-example",
	.ctr = zone_ctr,
	.map = zone_map_ok,
};
