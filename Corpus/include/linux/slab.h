#ifndef CORPUS_LINUX_SLAB_H
#define CORPUS_LINUX_SLAB_H

#include <linux/cleanup.h>
#include <linux/gfp.h>

struct kmem_cache;

#define KMALLOC_MAX_SIZE (1UL << 22)

void *__kmalloc(size_t size, gfp_t flags);

static __always_inline void *kmalloc(size_t size, gfp_t flags)
{
	return __kmalloc(size, flags);
}

static inline void *kzalloc(size_t size, gfp_t flags)
{
	return kmalloc(size, flags | __GFP_ZERO);
}

static inline void *kmalloc_array(size_t n, size_t size, gfp_t flags)
{
	return kmalloc(n * size, flags);
}

static inline void *kcalloc(size_t n, size_t size, gfp_t flags)
{
	return kmalloc_array(n, size, flags | __GFP_ZERO);
}

void *krealloc(const void *p, size_t size, gfp_t flags);
void *kmemdup(const void *p, size_t size, gfp_t flags);
char *kstrdup(const char *s, gfp_t flags);
void kfree(const void *p);
void kvfree(const void *p);

void *kvmalloc_node(size_t size, gfp_t flags, int node);

static inline void *kvmalloc(size_t size, gfp_t flags)
{
	return kvmalloc_node(size, flags, -1);
}

static inline void *kvzalloc(size_t size, gfp_t flags)
{
	return kvmalloc(size, flags | __GFP_ZERO);
}

#define kvmalloc_array(n, size, flags) kvmalloc((n) * (size), flags)
#define kvcalloc(n, size, flags) kvzalloc((n) * (size), flags)

/* Since 6.19 an object is allocated by its type. */
#define kmalloc_obj(obj, gfp...) ((__typeof__(obj) *)kmalloc(sizeof(obj), __obj_gfp(gfp)))
#define kzalloc_obj(obj, gfp...) ((__typeof__(obj) *)kzalloc(sizeof(obj), __obj_gfp(gfp)))
#define kmalloc_objs(obj, n, gfp...) \
	((__typeof__(obj) *)kmalloc_array(n, sizeof(obj), __obj_gfp(gfp)))
#define kzalloc_objs(obj, n, gfp...) ((__typeof__(obj) *)kcalloc(n, sizeof(obj), __obj_gfp(gfp)))
#define __obj_gfp(gfp...) __OBJ_GFP_PICK(_, ##gfp, GFP_KERNEL)
#define __OBJ_GFP_PICK(_0, gfp, ...) gfp

struct kmem_cache *kmem_cache_create(const char *name, unsigned int size, unsigned int align,
				     slab_flags_t flags, void (*ctor)(void *));
#define KMEM_CACHE(s, flags) \
	kmem_cache_create(#s, sizeof(struct s), __alignof__(struct s), flags, NULL)
void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t flags);

static inline void *kmem_cache_zalloc(struct kmem_cache *cache, gfp_t flags)
{
	return kmem_cache_alloc(cache, flags | __GFP_ZERO);
}

void kmem_cache_free(struct kmem_cache *cache, void *object);
void kmem_cache_destroy(struct kmem_cache *cache);

DEFINE_FREE(kfree, void *, if (!IS_ERR_OR_NULL(_T)) kfree(_T))
DEFINE_FREE(kvfree, void *, if (!IS_ERR_OR_NULL(_T)) kvfree(_T))

#endif
