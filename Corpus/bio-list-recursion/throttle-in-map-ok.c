// run: kernel-version=6.1
/*
 * A target that waits in its map function until its worker has caught up.
 *
 * The copies that it waits for are submitted by the worker, with no list, before and after. What the
 * map function submits comes last, and nobody waits for it.
 */

#include <linux/device-mapper.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#define COPIES_MAX 32

struct copier {
	struct dm_dev *from;
	struct dm_dev *to;
	spinlock_t lock;
	unsigned int in_flight;
	wait_queue_head_t wait;
	struct bio_set bios;
	struct work_struct work;
};

static void copy_end_io(struct bio *bio)
{
	struct copier *copier = bio->bi_private;
	unsigned long flags;

	spin_lock_irqsave(&copier->lock, flags);
	copier->in_flight--;
	spin_unlock_irqrestore(&copier->lock, flags);
	wake_up(&copier->wait);
	bio_put(bio);
}

static void copier_work(struct work_struct *work)
{
	struct copier *copier = container_of(work, struct copier, work);
	struct bio *bio;

	bio = bio_alloc_bioset(copier->to->bdev, 1, REQ_OP_WRITE, GFP_NOIO, &copier->bios);
	bio->bi_end_io = copy_end_io;
	bio->bi_private = copier;
	spin_lock_irq(&copier->lock);
	copier->in_flight++;
	spin_unlock_irq(&copier->lock);
	submit_bio(bio);
}

static int copier_map_ok(struct dm_target *ti, struct bio *bio)
{
	struct copier *copier = ti->private;

	if (bio_data_dir(bio) == WRITE) {
		wait_event(copier->wait, READ_ONCE(copier->in_flight) < COPIES_MAX);
		schedule_work(&copier->work);
	}
	bio_set_dev(bio, copier->from->bdev);
	submit_bio_noacct(bio);
	return DM_MAPIO_SUBMITTED;
}

static int copier_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct copier *copier = kzalloc(sizeof(*copier), GFP_KERNEL);

	if (!copier)
		return -ENOMEM;
	spin_lock_init(&copier->lock);
	init_waitqueue_head(&copier->wait);
	INIT_WORK(&copier->work, copier_work);
	ti->private = copier;
	return dm_get_device(ti, argv[0], dm_table_get_mode(ti->table), &copier->from);
}

struct target_type copier_target = {
	.name = "copier-example",
	.ctr = copier_ctr,
	.map = copier_map_ok,
};
