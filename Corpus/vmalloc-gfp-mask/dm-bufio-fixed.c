// run: kernel-version=3.9
/*
 * The same cache, with the task marked while __vmalloc runs.
 *
 * With PF_MEMALLOC_NOIO set no allocation of the task starts I/O, page tables included, so task 1
 * never waits for a device while it holds the mutex. GFP_KERNEL comes here only from the creation
 * of a client, with nothing held: it needs no mark.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(3, 9, 0)

#include <linux/blkdev.h>
#include <linux/err.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/sched/mm.h>
#include <linux/shrinker.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include <linux/wait_bit.h>

#define B_READING 0
#define B_WRITING 1
#define B_DIRTY 2

#define DM_BUFIO_BLOCK_SIZE_GFP_LIMIT (PAGE_SIZE << 4)

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
	struct list_head reserved;
	unsigned int reserved_missing;
	wait_queue_head_t free_buffer_wait;
	struct list_head client_list;
	struct shrinker shrinker;
};

struct dm_buffer {
	struct list_head lru_entry;
	sector_t block;
	void *data;
	enum data_mode data_mode;
	unsigned int holders;
	unsigned long state;
	int read_error;
	struct dm_bufio_client *client;
	struct bio bio;
};

static struct kmem_cache *dm_buffer_cache;
static DEFINE_MUTEX(dm_bufio_clients_lock);
static LIST_HEAD(dm_bufio_all_clients);

#define dm_bufio_in_request() (!!current->bio_list)

static void dm_bufio_lock(struct dm_bufio_client *client)
{
	mutex_lock_nested(&client->lock, dm_bufio_in_request());
}

static int dm_bufio_trylock(struct dm_bufio_client *client)
{
	return mutex_trylock(&client->lock);
}

static void dm_bufio_unlock(struct dm_bufio_client *client)
{
	mutex_unlock(&client->lock);
}

static void *alloc_buffer_data(struct dm_bufio_client *client, gfp_t gfp_mask, enum data_mode *data_mode)
{
	unsigned int noio_flag;
	void *data;

	if (client->slab_cache) {
		*data_mode = DATA_MODE_SLAB;
		return kmem_cache_alloc(client->slab_cache, gfp_mask);
	}

	if (client->block_size <= DM_BUFIO_BLOCK_SIZE_GFP_LIMIT && (gfp_mask & __GFP_NORETRY)) {
		*data_mode = DATA_MODE_GET_FREE_PAGES;
		return (void *)__get_free_pages(gfp_mask, client->blocks_per_page_bits);
	}

	*data_mode = DATA_MODE_VMALLOC;

	/* The mask of this call does not reach its page tables: the task's own flag does. */
	if (gfp_mask & __GFP_NORETRY)
		noio_flag = memalloc_noio_save();

	data = __vmalloc(client->block_size, gfp_mask, PAGE_KERNEL);

	if (gfp_mask & __GFP_NORETRY)
		memalloc_noio_restore(noio_flag);
	return data;
}

static void free_buffer_data(struct dm_bufio_client *client, void *data, enum data_mode data_mode)
{
	switch (data_mode) {
	case DATA_MODE_SLAB:
		kmem_cache_free(client->slab_cache, data);
		break;
	case DATA_MODE_GET_FREE_PAGES:
		free_pages((unsigned long)data, client->blocks_per_page_bits);
		break;
	case DATA_MODE_VMALLOC:
		vfree(data);
		break;
	default:
		BUG();
	}
}

static struct dm_buffer *alloc_buffer(struct dm_bufio_client *client, gfp_t gfp_mask)
{
	struct dm_buffer *buffer = kmem_cache_alloc(dm_buffer_cache, gfp_mask);

	if (!buffer)
		return NULL;
	buffer->client = client;
	buffer->data = alloc_buffer_data(client, gfp_mask, &buffer->data_mode);
	if (!buffer->data) {
		kmem_cache_free(dm_buffer_cache, buffer);
		return NULL;
	}
	return buffer;
}

static void free_buffer(struct dm_buffer *buffer)
{
	free_buffer_data(buffer->client, buffer->data, buffer->data_mode);
	kmem_cache_free(dm_buffer_cache, buffer);
}

static void __link_buffer(struct dm_buffer *buffer, sector_t block)
{
	buffer->block = block;
	buffer->client->n_buffers++;
	list_add(&buffer->lru_entry, &buffer->client->lru);
}

static void __unlink_buffer(struct dm_buffer *buffer)
{
	buffer->client->n_buffers--;
	list_del(&buffer->lru_entry);
}

static struct dm_buffer *__find(struct dm_bufio_client *client, sector_t block)
{
	struct dm_buffer *buffer;

	list_for_each_entry(buffer, &client->lru, lru_entry)
		if (buffer->block == block)
			return buffer;
	return NULL;
}

static void read_endio(struct bio *bio, int error)
{
	struct dm_buffer *buffer = container_of(bio, struct dm_buffer, bio);

	buffer->read_error = error;
	smp_mb__before_atomic();
	clear_bit(B_READING, &buffer->state);
	smp_mb__after_atomic();
	wake_up_bit(&buffer->state, B_READING);
}

static void write_endio(struct bio *bio, int error)
{
	struct dm_buffer *buffer = container_of(bio, struct dm_buffer, bio);

	smp_mb__before_atomic();
	clear_bit(B_WRITING, &buffer->state);
	smp_mb__after_atomic();
	wake_up_bit(&buffer->state, B_WRITING);
}

static void submit_io(struct dm_buffer *buffer, int rw, bio_end_io_t *end_io)
{
	buffer->bio.bi_iter.bi_sector = buffer->block;
	buffer->bio.bi_bdev = buffer->client->bdev;
	buffer->bio.bi_end_io = end_io;
	bio_add_page(&buffer->bio, virt_to_page(buffer->data), buffer->client->block_size, offset_in_page(buffer->data));
	submit_bio(rw, &buffer->bio);
}

static void __write_dirty_buffer(struct dm_buffer *buffer)
{
	if (!test_bit(B_DIRTY, &buffer->state))
		return;
	clear_bit(B_DIRTY, &buffer->state);
	wait_on_bit_lock_io(&buffer->state, B_WRITING, TASK_UNINTERRUPTIBLE);
	submit_io(buffer, WRITE, write_endio);
}

static void __make_buffer_clean(struct dm_buffer *buffer)
{
	if (!buffer->state)
		return;
	wait_on_bit_io(&buffer->state, B_READING, TASK_UNINTERRUPTIBLE);
	__write_dirty_buffer(buffer);
	wait_on_bit_io(&buffer->state, B_WRITING, TASK_UNINTERRUPTIBLE);
}

static struct dm_buffer *__get_unclaimed_buffer(struct dm_bufio_client *client)
{
	struct dm_buffer *buffer;

	list_for_each_entry_reverse(buffer, &client->lru, lru_entry) {
		cond_resched();
		if (buffer->holders)
			continue;
		__make_buffer_clean(buffer);
		__unlink_buffer(buffer);
		return buffer;
	}
	return NULL;
}

static struct dm_buffer *__pop_reserved(struct dm_bufio_client *client)
{
	struct dm_buffer *buffer;

	buffer = list_first_entry_or_null(&client->reserved, struct dm_buffer, lru_entry);
	if (buffer) {
		list_del(&buffer->lru_entry);
		client->reserved_missing++;
	}
	return buffer;
}

static void __wait_for_free_buffer(struct dm_bufio_client *client)
{
	DECLARE_WAITQUEUE(entry, current);

	add_wait_queue(&client->free_buffer_wait, &entry);
	set_current_state(TASK_UNINTERRUPTIBLE);
	dm_bufio_unlock(client);
	io_schedule();
	remove_wait_queue(&client->free_buffer_wait, &entry);
	dm_bufio_lock(client);
}

enum new_flag { NF_FRESH, NF_READ, NF_GET };

/*
 * The lock is held, so the mask says that no I/O may be started to find memory, that it is better
 * to fail than to try hard, and that the emergency reserves are for others.
 */
static struct dm_buffer *__alloc_buffer_wait(struct dm_bufio_client *client)
{
	struct dm_buffer *buffer;

	for (;;) {
		buffer = alloc_buffer(client, GFP_NOIO | __GFP_NORETRY | __GFP_NOMEMALLOC |
						      __GFP_NOWARN);
		if (!buffer)
			buffer = __pop_reserved(client);
		if (!buffer)
			buffer = __get_unclaimed_buffer(client);
		if (buffer)
			return buffer;
		__wait_for_free_buffer(client);
	}
}

static void __free_buffer_wake(struct dm_buffer *buffer)
{
	struct dm_bufio_client *client = buffer->client;

	if (client->reserved_missing) {
		client->reserved_missing--;
		list_add(&buffer->lru_entry, &client->reserved);
	} else {
		free_buffer(buffer);
	}
	wake_up(&client->free_buffer_wait);
}

static struct dm_buffer *__claim(struct dm_buffer *buffer, enum new_flag nf)
{
	if (nf == NF_GET && test_bit(B_READING, &buffer->state))
		return NULL;
	buffer->holders++;
	return buffer;
}

static struct dm_buffer *__bufio_new(struct dm_bufio_client *client, sector_t block,
				     enum new_flag nf, bool *submit)
{
	struct dm_buffer *fresh, *found = __find(client, block);

	*submit = false;
	if (found || nf == NF_GET)
		return found ? __claim(found, nf) : NULL;

	fresh = __alloc_buffer_wait(client);
	found = __find(client, block);
	if (found) {
		__free_buffer_wake(fresh);
		return __claim(found, nf);
	}

	*submit = nf == NF_READ;
	fresh->state = *submit ? 1UL << B_READING : 0;
	fresh->read_error = 0;
	fresh->holders = 1;
	__link_buffer(fresh, block);
	return fresh;
}

void dm_bufio_release(struct dm_buffer *buffer)
{
	struct dm_bufio_client *client = buffer->client;

	dm_bufio_lock(client);
	if (!--buffer->holders)
		wake_up(&client->free_buffer_wait);
	dm_bufio_unlock(client);
}
EXPORT_SYMBOL_GPL(dm_bufio_release);

static void *new_read(struct dm_bufio_client *client, sector_t block, enum new_flag nf,
		      struct dm_buffer **bp)
{
	struct dm_buffer *buffer;
	bool submit;
	int failure;

	dm_bufio_lock(client);
	buffer = __bufio_new(client, block, nf, &submit);
	dm_bufio_unlock(client);
	*bp = buffer;
	if (!buffer)
		return NULL;

	if (submit)
		submit_io(buffer, READ, read_endio);
	wait_on_bit_io(&buffer->state, B_READING, TASK_UNINTERRUPTIBLE);
	failure = buffer->read_error;
	if (!failure)
		return buffer->data;
	dm_bufio_release(buffer);
	return ERR_PTR(failure);
}

void *dm_bufio_get(struct dm_bufio_client *client, sector_t block, struct dm_buffer **bp)
{
	return new_read(client, block, NF_GET, bp);
}
EXPORT_SYMBOL_GPL(dm_bufio_get);

void *dm_bufio_read(struct dm_bufio_client *client, sector_t block, struct dm_buffer **bp)
{
	BUG_ON(dm_bufio_in_request());
	return new_read(client, block, NF_READ, bp);
}
EXPORT_SYMBOL_GPL(dm_bufio_read);

void *dm_bufio_new(struct dm_bufio_client *client, sector_t block, struct dm_buffer **bp)
{
	BUG_ON(dm_bufio_in_request());
	return new_read(client, block, NF_FRESH, bp);
}
EXPORT_SYMBOL_GPL(dm_bufio_new);

static int __cleanup_old_buffer(struct dm_buffer *buffer, gfp_t gfp)
{
	if (!(gfp & __GFP_IO)) {
		if (test_bit(B_READING, &buffer->state) || test_bit(B_WRITING, &buffer->state) ||
		    test_bit(B_DIRTY, &buffer->state))
			return 0;
	}
	if (buffer->holders)
		return 0;

	__make_buffer_clean(buffer);
	__unlink_buffer(buffer);
	__free_buffer_wake(buffer);
	return 1;
}

/* Memory is short. Whoever may not start I/O does not wait for the lock either. */
static int shrink(struct shrinker *shrinker, struct shrink_control *sc)
{
	struct dm_bufio_client *client = container_of(shrinker, struct dm_bufio_client, shrinker);
	unsigned long nr_to_scan = sc->nr_to_scan;
	struct dm_buffer *buffer, *next;
	int left;

	if (sc->gfp_mask & __GFP_IO)
		dm_bufio_lock(client);
	else if (!dm_bufio_trylock(client))
		return !nr_to_scan ? 0 : -1;

	list_for_each_entry_safe(buffer, next, &client->lru, lru_entry) {
		if (!nr_to_scan)
			break;
		if (__cleanup_old_buffer(buffer, sc->gfp_mask))
			nr_to_scan--;
		cond_resched();
	}
	left = client->n_buffers;
	dm_bufio_unlock(client);
	return left;
}

static void client_free(struct dm_bufio_client *client)
{
	struct dm_buffer *buffer;

	while ((buffer = __pop_reserved(client)))
		free_buffer(buffer);
	if (client->slab_cache)
		kmem_cache_destroy(client->slab_cache);
	kfree(client);
}

struct dm_bufio_client *dm_bufio_client_create(struct block_device *bdev, unsigned int block_size,
					       unsigned int reserved)
{
	struct dm_bufio_client *client = kzalloc(sizeof(*client), GFP_KERNEL);
	int err = -ENOMEM;

	if (!client)
		return ERR_PTR(-ENOMEM);
	client->bdev = bdev;
	client->block_size = block_size;
	if (block_size > PAGE_SIZE)
		client->blocks_per_page_bits = __fls(block_size) - PAGE_SHIFT;
	mutex_init(&client->lock);
	init_waitqueue_head(&client->free_buffer_wait);
	INIT_LIST_HEAD(&client->reserved);
	INIT_LIST_HEAD(&client->lru);
	if (block_size < PAGE_SIZE) {
		client->slab_cache = kmem_cache_create("dm_bufio", block_size, block_size, 0, NULL);
		if (!client->slab_cache)
			goto bad;
	}

	/* Nothing is held, and nobody else knows the client. */
	for (client->reserved_missing = reserved; client->reserved_missing;) {
		struct dm_buffer *buffer = alloc_buffer(client, GFP_KERNEL);

		if (!buffer)
			goto bad;
		__free_buffer_wake(buffer);
	}

	client->shrinker.shrink = shrink;
	client->shrinker.seeks = 1;
	err = register_shrinker(&client->shrinker, "dm-bufio");
	if (err)
		goto bad;

	mutex_lock(&dm_bufio_clients_lock);
	list_add(&client->client_list, &dm_bufio_all_clients);
	mutex_unlock(&dm_bufio_clients_lock);
	return client;

bad:
	client_free(client);
	return ERR_PTR(err);
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
