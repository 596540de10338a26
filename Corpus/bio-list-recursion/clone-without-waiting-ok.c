// run: kernel-version=6.1
/*
 * A mirror that sends two clones of a bio and lets the last one end it.
 *
 * The method waits for nothing: the clones on its list are issued when it has returned, and a counter
 * ends the bio from their end function. It is also called from an ioctl, which waits, without a list.
 */

#include <linux/blkdev.h>
#include <linux/completion.h>
#include <linux/slab.h>

struct mirror {
	struct block_device *legs[2];
	struct bio_set bios;
};

struct mirror_bio {
	atomic_t remaining;
	struct bio *parent;
	struct completion *done;
	blk_status_t status;
};

static void mirror_end_io(struct bio *bio)
{
	struct mirror_bio *mb = bio->bi_private;

	if (bio->bi_status)
		mb->status = bio->bi_status;
	bio_put(bio);
	if (!atomic_dec_and_test(&mb->remaining))
		return;
	if (mb->parent) {
		mb->parent->bi_status = mb->status;
		bio_endio(mb->parent);
		kfree(mb);
	} else {
		complete(mb->done);
	}
}

static void mirror_send(struct mirror *mirror, struct mirror_bio *mb, struct bio *bio)
{
	int leg;

	atomic_set(&mb->remaining, 2);
	for (leg = 0; leg < 2; leg++) {
		struct bio *clone = bio_alloc_clone(mirror->legs[leg], bio, GFP_NOIO, &mirror->bios);

		clone->bi_end_io = mirror_end_io;
		clone->bi_private = mb;
		submit_bio_noacct(clone);
	}
}

static void mirror_submit_bio_ok(struct bio *bio)
{
	struct mirror *mirror = bio->bi_bdev->bd_disk->private_data;
	struct mirror_bio *mb = kzalloc(sizeof(*mb), GFP_NOWAIT);

	if (!mb) {
		bio_io_error(bio);
		return;
	}
	mb->parent = bio;
	mirror_send(mirror, mb, bio);
}

int mirror_check_ok(struct mirror *mirror, struct bio *bio)
{
	DECLARE_COMPLETION_ONSTACK(done);
	struct mirror_bio mb = { .done = &done };
	struct blk_plug plug;

	blk_start_plug(&plug);
	mirror_send(mirror, &mb, bio);
	blk_finish_plug(&plug);
	wait_for_completion_io(&done);
	return blk_status_to_errno(mb.status);
}

const struct block_device_operations mirror_fops = {
	.submit_bio = mirror_submit_bio_ok,
	.owner = THIS_MODULE,
};
