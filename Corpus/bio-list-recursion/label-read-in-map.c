// run: kernel-version=6.1
/*
 * A map method reads a label by dm-io, in a request without a function to call, and so waits for what it has put
 * on its own list. A worker may do so; and with a function to call nobody waits.
 */

#include <linux/device-mapper.h>
#include <linux/dm-io.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct labelled {
	struct dm_dev *dev;
	struct dm_io_client *io;
	void *label;
	int is_read;
	struct work_struct read_work;
};

static int read_label(struct labelled *set)
{
	struct dm_io_region where = {.bdev = set->dev->bdev, .sector = 0, .count = 8};
	struct dm_io_request req = {
		.mem.type = DM_IO_KMEM,
		.mem.ptr.addr = set->label,
		.client = set->io,
	};

	return dm_io(&req, 1, &where, NULL); // expect: bio-list-recursion confirmed
}

static void label_done(unsigned long error, void *context)
{
	struct labelled *set = context;

	set->is_read = !error;
}

static int begin_to_read(struct labelled *set)
{
	struct dm_io_region where = {.bdev = set->dev->bdev, .sector = 0, .count = 8};
	struct dm_io_request req = {
		.mem.type = DM_IO_KMEM,
		.mem.ptr.addr = set->label,
		.client = set->io,
		.notify.fn = label_done,
		.notify.context = set,
	};

	return dm_io(&req, 1, &where, NULL);
}

static void read_in_worker(struct work_struct *work)
{
	struct labelled *set = container_of(work, struct labelled, read_work);

	set->is_read = !read_label(set);
}

static int map_and_read_bad(struct dm_target *ti, struct bio *bio)
{
	struct labelled *set = ti->private;

	if (!set->is_read)
		set->is_read = !read_label(set);
	return DM_MAPIO_REMAPPED;
}

static int map_and_ask_ok(struct dm_target *ti, struct bio *bio)
{
	struct labelled *set = ti->private;

	if (!set->is_read)
		begin_to_read(set);
	return DM_MAPIO_REMAPPED;
}

static int map_and_queue_ok(struct dm_target *ti, struct bio *bio)
{
	struct labelled *set = ti->private;

	if (!set->is_read)
		schedule_work(&set->read_work);
	return DM_MAPIO_REMAPPED;
}

static int labelled_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct labelled *set = ti->private;

	INIT_WORK(&set->read_work, read_in_worker);
	return 0;
}

const struct target_type reading = {.ctr = labelled_ctr, .map = map_and_read_bad};
const struct target_type asking = {.ctr = labelled_ctr, .map = map_and_ask_ok};
const struct target_type queueing = {.ctr = labelled_ctr, .map = map_and_queue_ok};
