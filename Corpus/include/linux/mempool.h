#ifndef CORPUS_LINUX_MEMPOOL_H
#define CORPUS_LINUX_MEMPOOL_H

#include <linux/slab.h>
#include <linux/wait.h>

typedef void *(mempool_alloc_t)(gfp_t gfp_mask, void *pool_data);
typedef void (mempool_free_t)(void *element, void *pool_data);

typedef struct mempool_s {
	spinlock_t lock;
	int min_nr;
	int curr_nr;
	void **elements;
	void *pool_data;
	mempool_alloc_t *alloc;
	mempool_free_t *free;
	wait_queue_head_t wait;
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
