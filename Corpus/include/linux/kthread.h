#ifndef CORPUS_LINUX_KTHREAD_H
#define CORPUS_LINUX_KTHREAD_H

#include <linux/err.h>
#include <linux/sched.h>

__printf(4, 5) struct task_struct *kthread_create_on_node(int (*threadfn)(void *data), void *data,
							  int node, const char *namefmt, ...);
#define kthread_create(threadfn, data, namefmt, arg...) \
	kthread_create_on_node(threadfn, data, -1, namefmt, ##arg)
#define kthread_run(threadfn, data, namefmt, ...)                                       \
	({                                                                              \
		struct task_struct *__k = kthread_create(threadfn, data, namefmt,       \
							 ##__VA_ARGS__);                \
		if (!IS_ERR(__k))                                                       \
			wake_up_process(__k);                                           \
		__k;                                                                    \
	})

int kthread_stop(struct task_struct *k);
bool kthread_should_stop(void);

struct kthread_work;
typedef void (*kthread_work_func_t)(struct kthread_work *work);

struct kthread_worker {
	struct list_head work_list;
	struct task_struct *task;
};

struct kthread_work {
	struct list_head node;
	kthread_work_func_t func;
	struct kthread_worker *worker;
};

#define kthread_init_work(work, fn)             \
	do {                                    \
		(work)->func = (fn);            \
	} while (0)

int kthread_worker_fn(void *worker);
void kthread_init_worker(struct kthread_worker *worker);
/* Their names until 4.8. */
void init_kthread_worker(struct kthread_worker *worker);
#define init_kthread_work(work, fn) kthread_init_work(work, fn)
bool queue_kthread_work(struct kthread_worker *worker, struct kthread_work *work);
void flush_kthread_work(struct kthread_work *work);
void flush_kthread_worker(struct kthread_worker *worker);

struct kthread_worker *kthread_create_worker(unsigned int flags, const char *namefmt, ...);
bool kthread_queue_work(struct kthread_worker *worker, struct kthread_work *work);
void kthread_flush_work(struct kthread_work *work);
void kthread_flush_worker(struct kthread_worker *worker);
void kthread_destroy_worker(struct kthread_worker *worker);

#endif
