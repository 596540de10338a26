// run: kernel-version=6.1
/*
 * A target that has its worker read, and waits for the worker.
 *
 * The worker submits with no list of its own, so its read is issued and ends; nothing that the map
 * function has on its list is needed for that: it submits only afterwards.
 */

#include <linux/device-mapper.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct reader {
	struct dm_dev *dev;
	struct page *page;
	struct work_struct read_work;
	int error;
};

static void reader_read(struct work_struct *work)
{
	struct reader *reader = container_of(work, struct reader, read_work);
	struct bio_vec vec;
	struct bio bio;

	bio_init(&bio, reader->dev->bdev, &vec, 1, REQ_OP_READ);
	bio_add_page(&bio, reader->page, PAGE_SIZE, 0);
	reader->error = submit_bio_wait(&bio);
}

static int reader_map_ok(struct dm_target *ti, struct bio *bio)
{
	struct reader *reader = ti->private;

	schedule_work(&reader->read_work);
	flush_work(&reader->read_work);
	if (reader->error)
		return DM_MAPIO_KILL;
	bio_set_dev(bio, reader->dev->bdev);
	submit_bio_noacct(bio);
	return DM_MAPIO_SUBMITTED;
}

static int reader_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct reader *reader = kzalloc(sizeof(*reader), GFP_KERNEL);

	if (!reader)
		return -ENOMEM;
	INIT_WORK(&reader->read_work, reader_read);
	ti->private = reader;
	return dm_get_device(ti, argv[0], dm_table_get_mode(ti->table), &reader->dev);
}

struct target_type reader_target = {
	.name = "reader-example",
	.ctr = reader_ctr,
	.map = reader_map_ok,
};
