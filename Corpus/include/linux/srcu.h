#ifndef CORPUS_LINUX_SRCU_H
#define CORPUS_LINUX_SRCU_H

#include <linux/rculist.h>
#include <linux/cleanup.h>
#include <linux/types.h>
#include <linux/rcupdate.h>

struct srcu_struct {
	unsigned int srcu_idx;
	void *sda;
};

#define DEFINE_SRCU(name) struct srcu_struct name
#define DEFINE_STATIC_SRCU(name) static struct srcu_struct name

int init_srcu_struct(struct srcu_struct *ssp);
void cleanup_srcu_struct(struct srcu_struct *ssp);
int srcu_read_lock(struct srcu_struct *ssp);
void srcu_read_unlock(struct srcu_struct *ssp, int idx);
void synchronize_srcu(struct srcu_struct *ssp);
void call_srcu(struct srcu_struct *ssp, struct rcu_head *head, rcu_callback_t func);

#define srcu_dereference(p, ssp) READ_ONCE(p)

DEFINE_LOCK_GUARD_1(srcu, struct srcu_struct, _T->idx = srcu_read_lock(_T->lock),
		    srcu_read_unlock(_T->lock, _T->idx), int idx)

#endif
