// run: kernel-version=6.1
/*
 * A target whose map function takes a lock that is elsewhere held over I/O.
 *
 * Every stacking driver looks like this. Task 1, in the map function, waits for metadata_lock; task 2,
 * the worker, holds it and waits for its own read, which it has submitted itself, with no list. The
 * read ends, and task 1 gets the lock: no such I/O is ever on task 1's list.
 */

#include <linux/device-mapper.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct thin {
	struct dm_dev *data;
	struct dm_dev *metadata;
	struct rw_semaphore metadata_lock;
	struct work_struct commit_work;
	struct page *page;
	sector_t offset;
};

static int metadata_io(struct thin *thin, blk_opf_t opf)
{
	struct bio_vec vec;
	struct bio bio;

	bio_init(&bio, thin->metadata->bdev, &vec, 1, opf);
	bio_add_page(&bio, thin->page, PAGE_SIZE, 0);
	return submit_bio_wait(&bio);
}

static void thin_commit(struct work_struct *work)
{
	struct thin *thin = container_of(work, struct thin, commit_work);

	down_write(&thin->metadata_lock);
	if (!metadata_io(thin, REQ_OP_READ))
		thin->offset += 8;
	metadata_io(thin, REQ_OP_WRITE | REQ_FUA);
	up_write(&thin->metadata_lock);
}

static int thin_map_ok(struct dm_target *ti, struct bio *bio)
{
	struct thin *thin = ti->private;

	down_read(&thin->metadata_lock);
	bio->bi_iter.bi_sector += thin->offset;
	up_read(&thin->metadata_lock);
	if (bio_data_dir(bio) == WRITE)
		schedule_work(&thin->commit_work);
	bio_set_dev(bio, thin->data->bdev);
	return DM_MAPIO_REMAPPED;
}

static int thin_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct thin *thin = kzalloc(sizeof(*thin), GFP_KERNEL);

	if (!thin)
		return -ENOMEM;
	init_rwsem(&thin->metadata_lock);
	INIT_WORK(&thin->commit_work, thin_commit);
	ti->private = thin;
	return dm_get_device(ti, argv[0], dm_table_get_mode(ti->table), &thin->data);
}

struct target_type thin_example_target = {
	.name = "thin-example",
	.ctr = thin_ctr,
	.map = thin_map_ok,
};
