// run: kernel-version=5.10
/*
 * A compressor for block devices that allocates its scratch area by the caller's mask.
 *
 * One caller of three is on the path of I/O and says GFP_NOIO, with the mutex of its stream held.
 * The area's page tables are allocated with GFP_KERNEL: reclaim may write to the device whose
 * requests are compressed with that stream (task 2), which waits for the mutex.
 */

#include <linux/blkdev.h>
#include <linux/mutex.h>
#include <linux/vmalloc.h>
#include <linux/workqueue.h>

struct stream {
	struct mutex lock;
	void *scratch;
	size_t size;
};

struct packed_disk {
	struct stream stream;
	struct workqueue_struct *wq;
	struct work_struct work;
	struct bio_list bios;
};

int compress(struct stream *stream, struct bio *bio);

static void *scratch_alloc(size_t size, gfp_t gfp)
{
	return __vmalloc(size, gfp | __GFP_HIGHMEM); // expect: vmalloc-gfp-mask confirmed
}

static int stream_resize(struct stream *stream, size_t size, gfp_t gfp)
{
	void *scratch = scratch_alloc(size, gfp);

	if (!scratch)
		return -ENOMEM;
	vfree(stream->scratch);
	stream->scratch = scratch;
	stream->size = size;
	return 0;
}

static void packed_write_bad(struct work_struct *work)
{
	struct packed_disk *disk = container_of(work, struct packed_disk, work);
	struct bio *bio;

	while ((bio = bio_list_pop(&disk->bios))) {
		mutex_lock(&disk->stream.lock);
		if (disk->stream.size < bio->bi_iter.bi_size)
			stream_resize(&disk->stream, bio->bi_iter.bi_size, GFP_NOIO);
		if (compress(&disk->stream, bio))
			bio_io_error(bio);
		mutex_unlock(&disk->stream.lock);
	}
}

/* Nothing is held, and the mask has all bits. */
int packed_create_ok(struct packed_disk *disk)
{
	mutex_init(&disk->stream.lock);
	bio_list_init(&disk->bios);
	disk->wq = alloc_workqueue("packed", WQ_MEM_RECLAIM, 0);
	if (!disk->wq)
		return -ENOMEM;
	INIT_WORK(&disk->work, packed_write_bad);
	return stream_resize(&disk->stream, 1 << 20, GFP_KERNEL);
}

int packed_tune_ok(struct packed_disk *disk, size_t size)
{
	return stream_resize(&disk->stream, size, GFP_KERNEL | __GFP_NORETRY);
}

void packed_queue(struct packed_disk *disk, struct bio *bio)
{
	bio_list_add(&disk->bios, bio);
	queue_work(disk->wq, &disk->work);
}
