// run: kernel-version=6.1
/*
 * A target for zoned disks that reads its metadata ahead from the map function.
 *
 * Task 1, in zone_map, submits the read of a metadata block, which is queued on current->bio_list,
 * and then asks for the mutex of the metadata. Task 2, the reclaim worker, holds that mutex and
 * waits for that block to be read: nobody issues the read before task 1 has the mutex.
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
	struct meta_block *next;
};

struct zoned {
	struct dm_dev *dev;
	struct mutex meta_lock;
	struct meta_block *blocks;
	struct bio_set bios;
	struct work_struct reclaim_work;
	u32 free_zones;
};

static void meta_end_io(struct bio *bio)
{
	struct meta_block *block = bio->bi_private;

	clear_and_wake_up_bit(BLOCK_READING, &block->state);
	bio_put(bio);
}

static void meta_read_ahead(struct zoned *zoned, struct meta_block *block)
{
	struct bio *bio;

	if (test_and_set_bit(BLOCK_READING, &block->state))
		return;
	bio = bio_alloc_bioset(zoned->dev->bdev, 1, REQ_OP_READ | REQ_META, GFP_NOIO, &zoned->bios);
	bio->bi_iter.bi_sector = block->sector;
	bio->bi_private = block;
	bio->bi_end_io = meta_end_io;
	bio_add_page(bio, block->page, PAGE_SIZE, 0);
	submit_bio(bio);
}

static void meta_wait(struct meta_block *block)
{
	wait_on_bit_io(&block->state, BLOCK_READING, TASK_UNINTERRUPTIBLE);
}

static void zone_reclaim(struct work_struct *work)
{
	struct zoned *zoned = container_of(work, struct zoned, reclaim_work);
	struct meta_block *block;

	mutex_lock(&zoned->meta_lock);
	for (block = zoned->blocks; block; block = block->next) {
		meta_wait(block); // expect: bio-list-recursion confirmed
		zoned->free_zones++;
	}
	mutex_unlock(&zoned->meta_lock);
}

static int zone_map_bad(struct dm_target *ti, struct bio *bio)
{
	struct zoned *zoned = ti->private;

	if (zoned->blocks)
		meta_read_ahead(zoned, zoned->blocks);

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
	INIT_WORK(&zoned->reclaim_work, zone_reclaim);
	ti->private = zoned;
	return dm_get_device(ti, argv[0], dm_table_get_mode(ti->table), &zoned->dev);
}

struct target_type zone_target = {
	.name = "zoned-example",
	.ctr = zone_ctr,
	.map = zone_map_bad,
};
