// run: kernel-version=3.8
/*
 * A cache of metadata blocks that allocates big blocks with __vmalloc while it holds its mutex.
 *
 * Task 1, in new_read, holds the client's mutex and allocates a buffer with a mask without __GFP_IO
 * and __GFP_FS. __vmalloc of this kernel gives the mask to the data pages only; the page tables
 * under them are allocated with GFP_KERNEL. That may enter reclaim, write out a page of a file
 * system, and so reach the device that is stacked on this cache.
 * Task 2, which serves that device (or task 1 itself, in the shrinker below, now with __GFP_IO in
 * the mask), takes the client's mutex: it waits for task 1, and task 1 waits for its I/O.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(3, 8, 0)

#include <linux/blkdev.h>
#include <linux/dm-io.h>
#include <linux/err.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/shrinker.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include <linux/wait_bit.h>

#define B_READING 0
#define B_WRITING 1
#define B_DIRTY 2

#define DM_BUFIO_BLOCK_SIZE_GFP_LIMIT (PAGE_SIZE << 4)
#define DM_BUFIO_RESERVED_BUFFERS 2

enum data_mode {
	DATA_MODE_SLAB,
	DATA_MODE_GET_FREE_PAGES,
	DATA_MODE_VMALLOC,
};

struct dm_bufio_client {
	struct mutex lock;
	struct list_head lru;
	unsigned long n_buffers;
	struct block_device *bdev;
	unsigned int block_size;
	unsigned char blocks_per_page_bits;
	struct kmem_cache *slab_cache;
	struct list_head reserved_buffers;
	unsigned int need_reserved_buffers;
	wait_queue_head_t free_buffer_wait;
	struct list_head client_list;
	struct shrinker shrinker;
};

struct dm_buffer {
	struct list_head lru_list;
	sector_t block;
	void *data;
	enum data_mode data_mode;
	unsigned int hold_count;
	unsigned long state;
	int read_error;
	struct dm_bufio_client *c;
	struct bio bio;
};

static struct kmem_cache *dm_buffer_cache;
static DEFINE_MUTEX(dm_bufio_clients_lock);
static LIST_HEAD(dm_bufio_all_clients);

#define dm_bufio_in_request() (!!current->bio_list)

static void dm_bufio_lock(struct dm_bufio_client *c)
{
	mutex_lock_nested(&c->lock, dm_bufio_in_request());
}

static int dm_bufio_trylock(struct dm_bufio_client *c)
{
	return mutex_trylock(&c->lock);
}

static void dm_bufio_unlock(struct dm_bufio_client *c)
{
	mutex_unlock(&c->lock);
}

static void *alloc_buffer_data(struct dm_bufio_client *c, gfp_t gfp_mask, enum data_mode *data_mode)
{
	if (c->slab_cache) {
		*data_mode = DATA_MODE_SLAB;
		return kmem_cache_alloc(c->slab_cache, gfp_mask);
	}

	if (c->block_size <= DM_BUFIO_BLOCK_SIZE_GFP_LIMIT && (gfp_mask & __GFP_NORETRY)) {
		*data_mode = DATA_MODE_GET_FREE_PAGES;
		return (void *)__get_free_pages(gfp_mask, c->blocks_per_page_bits);
	}

	*data_mode = DATA_MODE_VMALLOC;
	return __vmalloc(c->block_size, gfp_mask, PAGE_KERNEL); // expect: vmalloc-gfp-mask confirmed
}

static void free_buffer_data(struct dm_bufio_client *c, void *data, enum data_mode data_mode)
{
	switch (data_mode) {
	case DATA_MODE_SLAB:
		kmem_cache_free(c->slab_cache, data);
		break;
	case DATA_MODE_GET_FREE_PAGES:
		free_pages((unsigned long)data, c->blocks_per_page_bits);
		break;
	case DATA_MODE_VMALLOC:
		vfree(data);
		break;
	default:
		BUG();
	}
}

static struct dm_buffer *alloc_buffer(struct dm_bufio_client *c, gfp_t gfp_mask)
{
	struct dm_buffer *b = kmem_cache_alloc(dm_buffer_cache, gfp_mask);

	if (!b)
		return NULL;
	b->c = c;
	b->data = alloc_buffer_data(c, gfp_mask, &b->data_mode);
	if (!b->data) {
		kmem_cache_free(dm_buffer_cache, b);
		return NULL;
	}
	return b;
}

static void free_buffer(struct dm_buffer *b)
{
	free_buffer_data(b->c, b->data, b->data_mode);
	kmem_cache_free(dm_buffer_cache, b);
}

static void __link_buffer(struct dm_buffer *b, sector_t block)
{
	b->block = block;
	b->c->n_buffers++;
	list_add(&b->lru_list, &b->c->lru);
}

static void __unlink_buffer(struct dm_buffer *b)
{
	b->c->n_buffers--;
	list_del(&b->lru_list);
}

static struct dm_buffer *__find(struct dm_bufio_client *c, sector_t block)
{
	struct dm_buffer *b;

	list_for_each_entry(b, &c->lru, lru_list)
		if (b->block == block)
			return b;
	return NULL;
}

static void read_endio(struct bio *bio, int error)
{
	struct dm_buffer *b = container_of(bio, struct dm_buffer, bio);

	b->read_error = error;
	smp_mb__before_atomic();
	clear_bit(B_READING, &b->state);
	smp_mb__after_atomic();
	wake_up_bit(&b->state, B_READING);
}

static void write_endio(struct bio *bio, int error)
{
	struct dm_buffer *b = container_of(bio, struct dm_buffer, bio);

	smp_mb__before_atomic();
	clear_bit(B_WRITING, &b->state);
	smp_mb__after_atomic();
	wake_up_bit(&b->state, B_WRITING);
}

static void submit_io(struct dm_buffer *b, int rw, bio_end_io_t *end_io)
{
	b->bio.bi_iter.bi_sector = b->block;
	b->bio.bi_bdev = b->c->bdev;
	b->bio.bi_end_io = end_io;
	bio_add_page(&b->bio, virt_to_page(b->data), b->c->block_size, offset_in_page(b->data));
	submit_bio(rw, &b->bio);
}

static void __write_dirty_buffer(struct dm_buffer *b)
{
	if (!test_bit(B_DIRTY, &b->state))
		return;
	clear_bit(B_DIRTY, &b->state);
	wait_on_bit_lock_io(&b->state, B_WRITING, TASK_UNINTERRUPTIBLE);
	submit_io(b, WRITE, write_endio);
}

static void __make_buffer_clean(struct dm_buffer *b)
{
	if (!b->state)
		return;
	wait_on_bit_io(&b->state, B_READING, TASK_UNINTERRUPTIBLE);
	__write_dirty_buffer(b);
	wait_on_bit_io(&b->state, B_WRITING, TASK_UNINTERRUPTIBLE);
}

static struct dm_buffer *__get_unclaimed_buffer(struct dm_bufio_client *c)
{
	struct dm_buffer *b;

	list_for_each_entry_reverse(b, &c->lru, lru_list) {
		if (!b->hold_count) {
			__make_buffer_clean(b);
			__unlink_buffer(b);
			return b;
		}
		cond_resched();
	}
	return NULL;
}

static void __wait_for_free_buffer(struct dm_bufio_client *c)
{
	DECLARE_WAITQUEUE(wait, current);

	add_wait_queue(&c->free_buffer_wait, &wait);
	set_current_state(TASK_UNINTERRUPTIBLE);
	dm_bufio_unlock(c);

	io_schedule();

	remove_wait_queue(&c->free_buffer_wait, &wait);
	dm_bufio_lock(c);
}

enum new_flag {
	NF_FRESH,
	NF_READ,
	NF_GET,
};

/*
 * The lock is held, so the mask says that no I/O may be started to find memory, that it is better
 * to fail than to try hard, and that the emergency reserves are for others.
 */
static struct dm_buffer *__alloc_buffer_wait(struct dm_bufio_client *c, enum new_flag nf)
{
	struct dm_buffer *b;

	for (;;) {
		b = alloc_buffer(c, GFP_NOIO | __GFP_NORETRY | __GFP_NOMEMALLOC | __GFP_NOWARN);
		if (b)
			return b;

		if (!list_empty(&c->reserved_buffers)) {
			b = list_entry(c->reserved_buffers.next, struct dm_buffer, lru_list);
			list_del(&b->lru_list);
			c->need_reserved_buffers++;
			return b;
		}

		b = __get_unclaimed_buffer(c);
		if (b)
			return b;
		__wait_for_free_buffer(c);
	}
}

static void __free_buffer_wake(struct dm_buffer *b)
{
	struct dm_bufio_client *c = b->c;

	if (!c->need_reserved_buffers) {
		free_buffer(b);
	} else {
		list_add(&b->lru_list, &c->reserved_buffers);
		c->need_reserved_buffers--;
	}
	wake_up(&c->free_buffer_wait);
}

static struct dm_buffer *__bufio_new(struct dm_bufio_client *c, sector_t block, enum new_flag nf,
				     int *need_submit)
{
	struct dm_buffer *b, *new_b;

	*need_submit = 0;
	b = __find(c, block);
	if (b)
		goto found_buffer;
	if (nf == NF_GET)
		return NULL;

	new_b = __alloc_buffer_wait(c, nf);
	b = __find(c, block);
	if (b) {
		__free_buffer_wake(new_b);
		goto found_buffer;
	}

	b = new_b;
	b->hold_count = 1;
	b->read_error = 0;
	__link_buffer(b, block);
	if (nf == NF_FRESH) {
		b->state = 0;
		return b;
	}
	b->state = 1 << B_READING;
	*need_submit = 1;
	return b;

found_buffer:
	if (nf == NF_GET && test_bit(B_READING, &b->state))
		return NULL;
	b->hold_count++;
	return b;
}

void dm_bufio_release(struct dm_buffer *b)
{
	struct dm_bufio_client *c = b->c;

	dm_bufio_lock(c);
	if (!--b->hold_count)
		wake_up(&c->free_buffer_wait);
	dm_bufio_unlock(c);
}
EXPORT_SYMBOL_GPL(dm_bufio_release);

static void *new_read(struct dm_bufio_client *c, sector_t block, enum new_flag nf,
		      struct dm_buffer **bp)
{
	int need_submit;
	struct dm_buffer *b;

	dm_bufio_lock(c);
	b = __bufio_new(c, block, nf, &need_submit);
	dm_bufio_unlock(c);
	if (!b)
		return NULL;

	if (need_submit)
		submit_io(b, READ, read_endio);
	wait_on_bit_io(&b->state, B_READING, TASK_UNINTERRUPTIBLE);
	if (b->read_error) {
		int error = b->read_error;

		dm_bufio_release(b);
		return ERR_PTR(error);
	}
	*bp = b;
	return b->data;
}

void *dm_bufio_get(struct dm_bufio_client *c, sector_t block, struct dm_buffer **bp)
{
	return new_read(c, block, NF_GET, bp);
}
EXPORT_SYMBOL_GPL(dm_bufio_get);

void *dm_bufio_read(struct dm_bufio_client *c, sector_t block, struct dm_buffer **bp)
{
	BUG_ON(dm_bufio_in_request());
	return new_read(c, block, NF_READ, bp);
}
EXPORT_SYMBOL_GPL(dm_bufio_read);

void *dm_bufio_new(struct dm_bufio_client *c, sector_t block, struct dm_buffer **bp)
{
	BUG_ON(dm_bufio_in_request());
	return new_read(c, block, NF_FRESH, bp);
}
EXPORT_SYMBOL_GPL(dm_bufio_new);

static int __cleanup_old_buffer(struct dm_buffer *b, gfp_t gfp)
{
	if (!(gfp & __GFP_IO)) {
		if (test_bit(B_READING, &b->state) || test_bit(B_WRITING, &b->state) ||
		    test_bit(B_DIRTY, &b->state))
			return 0;
	}
	if (b->hold_count)
		return 0;

	__make_buffer_clean(b);
	__unlink_buffer(b);
	__free_buffer_wake(b);
	return 1;
}

/* Memory is short. Whoever may not start I/O does not wait for the lock either. */
static int shrink(struct shrinker *shrinker, struct shrink_control *sc)
{
	struct dm_bufio_client *c = container_of(shrinker, struct dm_bufio_client, shrinker);
	unsigned long nr_to_scan = sc->nr_to_scan;
	struct dm_buffer *b, *next;
	int left;

	if (sc->gfp_mask & __GFP_IO)
		dm_bufio_lock(c);
	else if (!dm_bufio_trylock(c))
		return !nr_to_scan ? 0 : -1;

	list_for_each_entry_safe(b, next, &c->lru, lru_list) {
		if (!nr_to_scan)
			break;
		if (__cleanup_old_buffer(b, sc->gfp_mask))
			nr_to_scan--;
		cond_resched();
	}
	left = c->n_buffers;
	dm_bufio_unlock(c);
	return left;
}

struct dm_bufio_client *dm_bufio_client_create(struct block_device *bdev, unsigned int block_size,
					       unsigned int reserved_buffers)
{
	struct dm_bufio_client *c = kmalloc(sizeof(*c), GFP_KERNEL);
	int r;

	if (!c)
		return ERR_PTR(-ENOMEM);
	mutex_init(&c->lock);
	INIT_LIST_HEAD(&c->lru);
	INIT_LIST_HEAD(&c->reserved_buffers);
	init_waitqueue_head(&c->free_buffer_wait);
	c->n_buffers = 0;
	c->bdev = bdev;
	c->block_size = block_size;
	c->blocks_per_page_bits = block_size > PAGE_SIZE ? __fls(block_size) - PAGE_SHIFT : 0;
	c->need_reserved_buffers = reserved_buffers;
	c->slab_cache = NULL;
	if (block_size < PAGE_SIZE) {
		c->slab_cache = kmem_cache_create("dm_bufio", block_size, block_size, 0, NULL);
		if (!c->slab_cache) {
			r = -ENOMEM;
			goto bad;
		}
	}

	/* Nothing is held, and nobody else knows the client. */
	while (c->need_reserved_buffers) {
		struct dm_buffer *b = alloc_buffer(c, GFP_KERNEL);

		if (!b) {
			r = -ENOMEM;
			goto bad;
		}
		__free_buffer_wake(b);
	}

	mutex_lock(&dm_bufio_clients_lock);
	list_add(&c->client_list, &dm_bufio_all_clients);
	mutex_unlock(&dm_bufio_clients_lock);

	c->shrinker.shrink = shrink;
	c->shrinker.seeks = 1;
	c->shrinker.batch = 0;
	r = register_shrinker(&c->shrinker, "dm-bufio");
	if (r)
		goto bad_shrinker;
	return c;

bad_shrinker:
	mutex_lock(&dm_bufio_clients_lock);
	list_del(&c->client_list);
	mutex_unlock(&dm_bufio_clients_lock);
bad:
	while (!list_empty(&c->reserved_buffers)) {
		struct dm_buffer *b = list_entry(c->reserved_buffers.next, struct dm_buffer,
						 lru_list);

		list_del(&b->lru_list);
		free_buffer(b);
	}
	if (c->slab_cache)
		kmem_cache_destroy(c->slab_cache);
	kfree(c);
	return ERR_PTR(r);
}
EXPORT_SYMBOL_GPL(dm_bufio_client_create);

static int __init dm_bufio_init(void)
{
	dm_buffer_cache = KMEM_CACHE(dm_buffer, 0);
	return dm_buffer_cache ? 0 : -ENOMEM;
}

static void __exit dm_bufio_exit(void)
{
	kmem_cache_destroy(dm_buffer_cache);
}

module_init(dm_bufio_init);
module_exit(dm_bufio_exit);
MODULE_LICENSE("GPL");
