// run: kernel-version=3.10
/*
 * A block driver from before 4.11 that copies a bio in pieces and waits for the pieces.
 *
 * Its make_request function runs with current->bio_list set, as it did already then. Each piece goes
 * to the disk below by generic_make_request, onto the list, and the function waits until all have
 * been counted out by their end function: for ever.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(3, 10, 0)

#include <linux/blkdev.h>
#include <linux/slab.h>
#include <linux/wait.h>

struct mirror {
	struct request_queue *queue;
	struct block_device *legs[2];
	wait_queue_head_t idle;
	atomic_t pieces;
};

static void mirror_end_piece(struct bio *bio, int error)
{
	struct mirror *mirror = bio->bi_private;

	if (atomic_dec_and_test(&mirror->pieces))
		wake_up(&mirror->idle);
	bio_put(bio);
}

static void mirror_submit_piece(struct mirror *mirror, struct bio *parent, int leg)
{
	struct bio *bio = bio_alloc(GFP_NOIO, parent->bi_vcnt);

	bio->bi_bdev = mirror->legs[leg];
	bio->bi_iter = parent->bi_iter;
	bio->bi_io_vec = parent->bi_io_vec;
	bio->bi_end_io = mirror_end_piece;
	bio->bi_private = mirror;
	atomic_inc(&mirror->pieces);
	generic_make_request(bio);
}

static void mirror_make_request_bad(struct request_queue *q, struct bio *bio)
{
	struct mirror *mirror = q->queuedata;
	int leg;

	for (leg = 0; leg < 2; leg++)
		mirror_submit_piece(mirror, bio, leg);
	wait_event(mirror->idle, !atomic_read(&mirror->pieces)); // expect: bio-list-recursion confirmed
	bio_endio(bio, 0);
}

void mirror_init(struct mirror *mirror, struct request_queue *q)
{
	mirror->queue = q;
	init_waitqueue_head(&mirror->idle);
	q->queuedata = mirror;
	blk_queue_make_request(q, mirror_make_request_bad);
}
