// run: kernel-version=6.1
/*
 * A target that gives its own read a little time and goes on without it.
 *
 * The read is on current->bio_list, so the wait is in vain, but it ends: the map function returns
 * with an error and the list is issued. That is slow, and no deadlock.
 */

#include <linux/completion.h>
#include <linux/device-mapper.h>
#include <linux/slab.h>

struct probe_target {
	struct dm_dev *dev;
	struct page *page;
	struct bio_set bios;
	struct completion probed;
	bool known;
};

static void probe_end_io(struct bio *bio)
{
	struct probe_target *pt = bio->bi_private;

	pt->known = !bio->bi_status;
	complete_all(&pt->probed);
	bio_put(bio);
}

static void probe_start(struct probe_target *pt)
{
	struct bio *bio;

	bio = bio_alloc_bioset(pt->dev->bdev, 1, REQ_OP_READ, GFP_NOIO, &pt->bios);
	bio->bi_end_io = probe_end_io;
	bio->bi_private = pt;
	bio_add_page(bio, pt->page, PAGE_SIZE, 0);
	submit_bio(bio);
}

static int probe_map_ok(struct dm_target *ti, struct bio *bio)
{
	struct probe_target *pt = ti->private;

	if (!pt->known) {
		probe_start(pt);
		if (!wait_for_completion_timeout(&pt->probed, HZ / 10))
			return DM_MAPIO_REQUEUE;
	}
	bio_set_dev(bio, pt->dev->bdev);
	return DM_MAPIO_REMAPPED;
}

static int probe_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct probe_target *pt = kzalloc(sizeof(*pt), GFP_KERNEL);

	if (!pt)
		return -ENOMEM;
	init_completion(&pt->probed);
	ti->private = pt;
	return dm_get_device(ti, argv[0], dm_table_get_mode(ti->table), &pt->dev);
}

struct target_type probe_target_type = {
	.name = "probe-example",
	.ctr = probe_ctr,
	.map = probe_map_ok,
};
