// run: kernel-version=4.14
/*
 * The map function only queues, and a worker maps each bio with the metadata locked for reading. A message allocates with
 * the metadata locked for writing: reclaim waits for I/O to this device, which waits for the worker.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(4, 14, 0)

#include <linux/device-mapper.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

struct tdev {
	struct list_head list;
	u32 id;
};

struct pmd {
	struct rw_semaphore root_lock;
	struct list_head devices;
};

struct pool {
	struct workqueue_struct *wq;
	struct work_struct worker;
	spinlock_t lock;
	struct bio_list deferred;
	struct pmd *pmd;
	struct dm_dev *data;
};

static int find_block(struct pmd *pmd, sector_t s)
{
	int r;
	down_read(&pmd->root_lock);
	r = !list_empty(&pmd->devices);
	up_read(&pmd->root_lock);
	return r;
}

static void do_worker(struct work_struct *ws)
{
	struct pool *pool = container_of(ws, struct pool, worker);
	struct bio *bio;
	while ((bio = bio_list_pop(&pool->deferred))) {
		find_block(pool->pmd, bio->bi_iter.bi_sector);
		bio_set_dev(bio, pool->data->bdev);
		generic_make_request(bio);
	}
}

static int pool_map(struct dm_target *ti, struct bio *bio)
{
	struct pool *pool = ti->private;
	spin_lock_irq(&pool->lock);
	bio_list_add(&pool->deferred, bio);
	spin_unlock_irq(&pool->lock);
	queue_work(pool->wq, &pool->worker);
	return DM_MAPIO_SUBMITTED;
}

static int pmd_create_thin_bad(struct pmd *pmd, u32 id)
{
	struct tdev *td;
	down_write(&pmd->root_lock);
	td = kmalloc(sizeof(*td), GFP_KERNEL); // expect: reclaim-recursion confirmed
	if (!td) {
		up_write(&pmd->root_lock);
		return -ENOMEM;
	}
	td->id = id;
	list_add(&td->list, &pmd->devices);
	up_write(&pmd->root_lock);
	return 0;
}

static int pool_message(struct dm_target *ti, unsigned int argc, char **argv, char *result, unsigned int maxlen)
{
	struct pool *pool = ti->private;
	return pmd_create_thin_bad(pool->pmd, argc);
}

static int pool_ctr(struct dm_target *ti, unsigned int argc, char **argv)
{
	struct pool *pool = kzalloc(sizeof(*pool), GFP_KERNEL);
	pool->pmd = kzalloc(sizeof(*pool->pmd), GFP_KERNEL);
	init_rwsem(&pool->pmd->root_lock);
	spin_lock_init(&pool->lock);
	INIT_WORK(&pool->worker, do_worker);
	pool->wq = alloc_ordered_workqueue("pool", WQ_MEM_RECLAIM);
	ti->private = pool;
	return 0;
}

struct target_type pool_target = { .name = "pool-like", .ctr = pool_ctr, .map = pool_map, .message = pool_message };
