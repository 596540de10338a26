// run: kernel-version=5.4
/*
 * A walk of a hash table is a read-side section from its start to its stop. What is done for each entry takes a mutex.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(5, 4, 0)

#include <linux/err.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

struct rhashtable {
	void *tbl;
};

struct rhashtable_iter {
	struct rhashtable *ht;
	void *p;
};

void rhashtable_walk_enter(struct rhashtable *ht, struct rhashtable_iter *iter);
void rhashtable_walk_exit(struct rhashtable_iter *iter);
void rhashtable_walk_start(struct rhashtable_iter *iter);
void *rhashtable_walk_next(struct rhashtable_iter *iter);
void rhashtable_walk_stop(struct rhashtable_iter *iter);
struct flow {
	int id;
};

struct ft {
	struct mutex lock;
	struct rhashtable ht;
};

static int flow_offload(struct ft *ft, struct flow *f)
{
	int r;
	mutex_lock(&ft->lock);
	r = f->id;
	mutex_unlock(&ft->lock);
	return r;
}

int ft_iterate_bad(struct ft *ft)
{
	struct rhashtable_iter it;
	struct flow *f;
	int err = 0;
	rhashtable_walk_enter(&ft->ht, &it);
	rhashtable_walk_start(&it);
	while ((f = rhashtable_walk_next(&it))) {
		if (IS_ERR(f))
			continue;
		err = flow_offload(ft, f); // expect: sleep-in-rcu confirmed
		if (err)
			break;
	}
	rhashtable_walk_stop(&it);
	rhashtable_walk_exit(&it);
	return err;
}
