// run: kernel-version=4.9
/*
 * A mirror that writes its activity log before a request, in its make_request method.
 *
 * The write is on the task's own list. The task sleeps until the end of that write wakes it, by a field of the request
 * that it has put itself into.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(4, 9, 0)

#include <linux/blkdev.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/slab.h>

struct md_io {
	struct task_struct *waiter;
	atomic_t refs;
};

struct replica {
	struct block_device *backing;
	struct mutex md_mutex;
	struct bio_set bs;
	struct workqueue_struct *wq;
};

static void md_endio(struct bio *bio)
{
	struct md_io *io = bio->bi_private;
	if (atomic_dec_and_test(&io->refs))
		wake_up_process(io->waiter);
	bio_put(bio);
}

static int md_sync_page_io(struct replica *r, sector_t s)
{
	struct md_io io = { .waiter = current };
	struct bio *bio = bio_alloc_bioset(r->backing, 1, REQ_OP_WRITE, GFP_NOIO, &r->bs);
	atomic_set(&io.refs, 1);
	bio->bi_private = &io;
	bio->bi_end_io = md_endio;
	bio->bi_iter.bi_sector = s;
	submit_bio(bio);
	for (;;) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		if (!atomic_read(&io.refs))
			break;
		io_schedule(); // expect: bio-list-recursion confirmed
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

static void al_begin_io(struct replica *r, struct bio *bio)
{
	mutex_lock(&r->md_mutex);
	md_sync_page_io(r, 8);
	mutex_unlock(&r->md_mutex);
}

static void replica_make_request_bad(struct request_queue *q, struct bio *bio)
{
	struct replica *r = q->queuedata;
	if (bio_data_dir(bio) == WRITE) {
		al_begin_io(r, bio);
	}
	bio_set_dev(bio, r->backing);
	generic_make_request(bio);
}

void setup(struct request_queue *q, struct replica *r)
{
	q->queuedata = r;
	q->make_request_fn = replica_make_request_bad;
}
