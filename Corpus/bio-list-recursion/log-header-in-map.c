// run: kernel-version=3.10
/*
 * A mirror whose map function asks its log whether a region is in sync, and lets it block for that. One of the two kinds
 * of log then reads its header: without a callback in the request, that is waited for.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(3, 10, 0)

#include <linux/device-mapper.h>
#include <linux/dm-io.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

struct dlog;
struct dlog_type {
	int (*in_sync)(struct dlog *log, sector_t region, int can_block);
	int (*flush)(struct dlog *log);
};

struct dlog {
	struct dlog_type *type;
	void *context;
};

struct core {
	struct dm_io_request io;
	struct dm_io_region where;
	u32 *bits;
	bool loaded;
};

struct mset {
	struct dlog *log;
	struct dm_dev *dev;
	struct bio_list queue;
	spinlock_t lock;
	struct work_struct work;
};

static int rw_header(struct core *lc)
{
	lc->io.bi_opf = REQ_OP_READ;
	lc->io.notify.fn = NULL;
	return dm_io(&lc->io, 1, &lc->where, NULL); // expect: bio-list-recursion confirmed
}

static int core_in_sync(struct dlog *log, sector_t region, int can_block)
{
	struct core *lc = log->context;
	return lc->bits[region / 32] >> (region & 31) & 1;
}

static int disk_in_sync(struct dlog *log, sector_t region, int can_block)
{
	struct core *lc = log->context;
	if (!lc->loaded) {
		if (!can_block)
			return -EAGAIN;
		if (rw_header(lc))
			return -EIO;
	}
	return lc->bits[region / 32] >> (region & 31) & 1;
}

static struct dlog_type core_type = { .in_sync = core_in_sync };
static struct dlog_type disk_type = { .in_sync = disk_in_sync };
static void mirror_work(struct work_struct *w)
{
	struct mset *ms = container_of(w, struct mset, work);
	struct bio *bio;
	while ((bio = bio_list_pop(&ms->queue))) {
		ms->log->type->in_sync(ms->log, bio->bi_iter.bi_sector, 1);
		generic_make_request(bio);
	}
}

static int mirror_map_bad(struct dm_target *ti, struct bio *bio)
{
	struct mset *ms = ti->private;
	int r;
	r = ms->log->type->in_sync(ms->log, bio->bi_iter.bi_sector, 1);
	if (r < 0 && r != -EAGAIN)
		return r;
	if (r == -EAGAIN) {
		spin_lock_irq(&ms->lock);
		bio_list_add(&ms->queue, bio);
		spin_unlock_irq(&ms->lock);
		schedule_work(&ms->work);
		return DM_MAPIO_SUBMITTED;
	}
	bio->bi_bdev = ms->dev->bdev;
	return DM_MAPIO_REMAPPED;
}

static int mirror_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct mset *ms = kzalloc(sizeof(*ms), GFP_KERNEL);
	ms->log = kzalloc(sizeof(*ms->log), GFP_KERNEL);
	ms->log->type = argc > 1 ? &disk_type : &core_type;
	INIT_WORK(&ms->work, mirror_work);
	spin_lock_init(&ms->lock);
	ti->private = ms;
	return 0;
}

struct target_type mirror_target = { .name = "mirror-like", .ctr = mirror_ctr, .map = mirror_map_bad };
