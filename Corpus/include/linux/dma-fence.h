#ifndef CORPUS_LINUX_DMA_FENCE_H
#define CORPUS_LINUX_DMA_FENCE_H

#include <linux/kref.h>
#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

struct dma_fence_ops;

struct dma_fence {
	spinlock_t *lock;
	const struct dma_fence_ops *ops;
	u64 context;
	u64 seqno;
	unsigned long flags;
	struct rcu_head rcu;
	struct kref refcount;
	int error;
};

struct dma_fence_cb;
typedef void (*dma_fence_func_t)(struct dma_fence *fence, struct dma_fence_cb *cb);

struct dma_fence_cb {
	struct list_head node;
	dma_fence_func_t func;
};

struct dma_fence_ops {
	const char *(*get_driver_name)(struct dma_fence *fence);
	const char *(*get_timeline_name)(struct dma_fence *fence);
	bool (*enable_signaling)(struct dma_fence *fence);
	bool (*signaled)(struct dma_fence *fence);
	long (*wait)(struct dma_fence *fence, bool intr, long timeout);
	void (*release)(struct dma_fence *fence);
};

void dma_fence_init(struct dma_fence *fence, const struct dma_fence_ops *ops, spinlock_t *lock,
		    u64 context, u64 seqno);
void dma_fence_release(struct kref *kref);
/* With no result since 6.18. */
int dma_fence_signal(struct dma_fence *fence);
long dma_fence_wait(struct dma_fence *fence, bool intr);
long dma_fence_wait_timeout(struct dma_fence *fence, bool intr, long timeout);
bool dma_fence_is_signaled(struct dma_fence *fence);
int dma_fence_add_callback(struct dma_fence *fence, struct dma_fence_cb *cb, dma_fence_func_t func);
u64 dma_fence_context_alloc(unsigned int num);
/* With the time as a parameter since 6.6. */
struct dma_fence *dma_fence_allocate_private_stub();

static inline struct dma_fence *dma_fence_get(struct dma_fence *fence)
{
	if (fence)
		kref_get(&fence->refcount);
	return fence;
}

static inline void dma_fence_put(struct dma_fence *fence)
{
	if (fence)
		kref_put(&fence->refcount, dma_fence_release);
}

#endif
