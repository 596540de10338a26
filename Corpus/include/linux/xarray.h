#ifndef CORPUS_LINUX_XARRAY_H
#define CORPUS_LINUX_XARRAY_H

#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/spinlock.h>

struct xarray {
	spinlock_t xa_lock;
	gfp_t xa_flags;
	void *xa_head;
};

#define XA_FLAGS_ALLOC ((gfp_t)4)
#define XARRAY_INIT(name, flags) { .xa_lock = __SPIN_LOCK_UNLOCKED(name.xa_lock), .xa_flags = flags }
#define DEFINE_XARRAY(name) struct xarray name = XARRAY_INIT(name, 0)
#define DEFINE_XARRAY_ALLOC(name) struct xarray name = XARRAY_INIT(name, XA_FLAGS_ALLOC)

static inline void xa_init_flags(struct xarray *xa, gfp_t flags)
{
	spin_lock_init(&xa->xa_lock);
	xa->xa_flags = flags;
	xa->xa_head = NULL;
}

#define xa_init(xa) xa_init_flags(xa, 0)
#define xa_trylock(xa) spin_trylock(&(xa)->xa_lock)
#define xa_lock(xa) spin_lock(&(xa)->xa_lock)
#define xa_unlock(xa) spin_unlock(&(xa)->xa_lock)
#define xa_lock_bh(xa) spin_lock_bh(&(xa)->xa_lock)
#define xa_unlock_bh(xa) spin_unlock_bh(&(xa)->xa_lock)
#define xa_lock_irq(xa) spin_lock_irq(&(xa)->xa_lock)
#define xa_unlock_irq(xa) spin_unlock_irq(&(xa)->xa_lock)
#define xa_lock_irqsave(xa, flags) spin_lock_irqsave(&(xa)->xa_lock, flags)
#define xa_unlock_irqrestore(xa, flags) spin_unlock_irqrestore(&(xa)->xa_lock, flags)

/* Those without the underscores take the array's lock. */
void *xa_load(struct xarray *xa, unsigned long index);
void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
void *xa_erase(struct xarray *xa, unsigned long index);
void xa_destroy(struct xarray *xa);
void *__xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
void *__xa_erase(struct xarray *xa, unsigned long index);
void *xa_find(struct xarray *xa, unsigned long *index, unsigned long max, unsigned int filter);
void *xa_find_after(struct xarray *xa, unsigned long *index, unsigned long max,
		    unsigned int filter);

struct xa_limit {
	u32 max;
	u32 min;
};

#define XA_LIMIT(low, high) ((struct xa_limit){ .min = low, .max = high })
#define xa_limit_32b XA_LIMIT(0, ~0u)
int __xa_alloc(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, gfp_t gfp);

static inline int xa_alloc(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit,
			   gfp_t gfp)
{
	int err;

	xa_lock(xa);
	err = __xa_alloc(xa, id, entry, limit, gfp);
	xa_unlock(xa);
	return err;
}

#define xa_for_each(xa, index, entry)                                      \
	for (index = 0, entry = xa_find(xa, &index, ULONG_MAX, 8); entry;  \
	     entry = xa_find_after(xa, &index, ULONG_MAX, 8))

static inline bool xa_is_value(const void *entry)
{
	return (unsigned long)entry & 1;
}

static inline bool xa_is_err(const void *entry)
{
	return ((unsigned long)entry & 3) == 2;
}

static inline int xa_err(void *entry)
{
	return xa_is_err(entry) ? (int)((long)entry >> 2) : 0;
}

struct xa_state {
	struct xarray *xa;
	unsigned long xa_index;
	void *xa_node;
};

#define XA_STATE(name, array, index) struct xa_state name = { .xa = array, .xa_index = index }
#define xas_lock(xas) xa_lock((xas)->xa)
#define xas_unlock(xas) xa_unlock((xas)->xa)
#define xas_lock_irq(xas) xa_lock_irq((xas)->xa)
#define xas_unlock_irq(xas) xa_unlock_irq((xas)->xa)
void *xas_load(struct xa_state *xas);
void *xas_find(struct xa_state *xas, unsigned long max);
void *xas_store(struct xa_state *xas, void *entry);
bool xas_nomem(struct xa_state *xas, gfp_t gfp);
int xas_error(const struct xa_state *xas);
void xas_set(struct xa_state *xas, unsigned long index);
bool xas_retry(struct xa_state *xas, const void *entry);
void xas_pause(struct xa_state *xas);
#define xas_next_entry(xas, max) xas_find(xas, max)
#define xas_for_each(xas, entry, max) \
	for (entry = xas_find(xas, max); entry; entry = xas_next_entry(xas, max))

#endif
