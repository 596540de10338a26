// run: kernel-version=6.1
/*
 * A target whose map function and whose flush both start with one mutex.
 *
 * Task 1, in the map function, takes gate, submits a record, which is put on its list, and wants
 * index_lock. Task 2, the flush, takes gate as well before it holds index_lock and waits for a record
 * to end. While task 2 holds gate no map function is between its record and index_lock: those that have
 * submitted want nothing more, return, and their records are issued.
 */

#include <linux/completion.h>
#include <linux/device-mapper.h>
#include <linux/mutex.h>
#include <linux/slab.h>

struct recorder {
	struct dm_dev *dev;
	struct dm_dev *log;
	struct mutex gate;
	struct mutex index_lock;
	struct completion recorded;
	struct bio_set bios;
	sector_t next;
};

static void record_end_io(struct bio *bio)
{
	struct recorder *recorder = bio->bi_private;

	complete(&recorder->recorded);
	bio_put(bio);
}

static void record(struct recorder *recorder, struct bio *parent)
{
	struct bio *bio;

	bio = bio_alloc_bioset(recorder->log->bdev, 0, REQ_OP_WRITE, GFP_NOIO, &recorder->bios);
	bio->bi_iter.bi_sector = parent->bi_iter.bi_sector;
	bio->bi_end_io = record_end_io;
	bio->bi_private = recorder;
	submit_bio_noacct(bio);
}

static int recorder_map_ok(struct dm_target *ti, struct bio *bio)
{
	struct recorder *recorder = ti->private;

	mutex_lock(&recorder->gate);
	record(recorder, bio);
	mutex_lock(&recorder->index_lock);
	bio->bi_iter.bi_sector += recorder->next;
	mutex_unlock(&recorder->index_lock);
	mutex_unlock(&recorder->gate);
	bio_set_dev(bio, recorder->dev->bdev);
	return DM_MAPIO_REMAPPED;
}

static void recorder_flush_ok(struct dm_target *ti)
{
	struct recorder *recorder = ti->private;

	mutex_lock(&recorder->gate);
	mutex_lock(&recorder->index_lock);
	wait_for_completion_io(&recorder->recorded); // expect: bio-list-recursion refuted
	recorder->next += 8;
	mutex_unlock(&recorder->index_lock);
	mutex_unlock(&recorder->gate);
}

static int recorder_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct recorder *recorder = kzalloc(sizeof(*recorder), GFP_KERNEL);

	if (!recorder)
		return -ENOMEM;
	mutex_init(&recorder->gate);
	mutex_init(&recorder->index_lock);
	init_completion(&recorder->recorded);
	ti->private = recorder;
	return dm_get_device(ti, argv[0], dm_table_get_mode(ti->table), &recorder->dev);
}

struct target_type recorder_target = {
	.name = "recorder-example",
	.ctr = recorder_ctr,
	.map = recorder_map_ok,
	.postsuspend = recorder_flush_ok,
};
