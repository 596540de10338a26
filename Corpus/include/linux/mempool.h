#ifndef CORPUS_LINUX_MEMPOOL_H
#define CORPUS_LINUX_MEMPOOL_H

#include <linux/slab.h>
#include <linux/wait.h>

/* Elements in reserve, and who waits for one. */
typedef struct mempool_s {
	wait_queue_head_t wait;
	spinlock_t lock;
	void **elements;
	int curr_nr;
	int min_nr;
} mempool_t;

int mempool_init_slab_pool(mempool_t *pool, int min_nr, struct kmem_cache *cache);
int mempool_init_kmalloc_pool(mempool_t *pool, int min_nr, size_t size);
int mempool_init_page_pool(mempool_t *pool, int min_nr, int order);
mempool_t *mempool_create_slab_pool(int min_nr, struct kmem_cache *cache);
mempool_t *mempool_create_kmalloc_pool(int min_nr, size_t size);
void mempool_exit(mempool_t *pool);
void mempool_destroy(mempool_t *pool);
void *mempool_alloc(mempool_t *pool, gfp_t gfp_mask);
void mempool_free(void *element, mempool_t *pool);

#endif
