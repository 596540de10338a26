// run: kernel-version=3.18
/*
 * A connection has one work item, which hands each message to the handler of its type. One of them asks for a mutex
 * that a task holds while it waits for a reply: the reply is a later message.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(3, 18, 0)

#include <linux/completion.h>
#include <linux/fs.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

struct msg {
	struct list_head list;
	int type;
	u64 tid;
	void *p;
};

struct conn;
struct conn_ops {
	void (*dispatch)(struct conn *, struct msg *);
};

struct conn {
	const struct conn_ops *ops;
	struct delayed_work work;
	struct list_head in;
	void *private;
};

struct req {
	struct list_head list;
	u64 tid;
	struct completion done;
	struct completion safe;
};

struct mdsc {
	struct mutex mutex;
	struct list_head reqs;
	struct conn con;
	struct work_struct trunc_work;
};

struct cinode {
	struct mutex truncate_mutex;
	u64 size;
	struct mdsc *mdsc;
	struct work_struct inv_work;
};

extern struct workqueue_struct *msgr_wq;
static struct req *lookup(struct mdsc *m, u64 tid)
{
	struct req *r;
	list_for_each_entry(r, &m->reqs, list)
		if (r->tid == tid)
			return r;
	return NULL;
}

static void handle_reply(struct mdsc *m, struct msg *msg)
{
	struct req *r;
	mutex_lock(&m->mutex);
	r = lookup(m, msg->tid);
	mutex_unlock(&m->mutex);
	if (r)
		complete_all(&r->done);
}

static void truncate_pages(struct cinode *ci)
{
	mutex_lock(&ci->truncate_mutex);
	ci->size = 0;
	mutex_unlock(&ci->truncate_mutex);
}

static void trunc_work_fn(struct work_struct *w)
{
	truncate_pages(container_of(w, struct cinode, inv_work));
}

static void handle_caps_bad(struct mdsc *m, struct msg *msg)
{
	struct cinode *ci = msg->p;
	truncate_pages(ci);
}

static void mdsc_dispatch(struct conn *con, struct msg *msg)
{
	struct mdsc *m = con->private;
	switch (msg->type) {
	case 1:
		handle_reply(m, msg);
		break;
	case 2:
		handle_caps_bad(m, msg);
		break;
	default:
		break;
	}
	kfree(msg);
}

static const struct conn_ops mds_con_ops = { .dispatch = mdsc_dispatch };
static void process_message(struct conn *con)
{
	struct msg *msg = list_first_entry(&con->in, struct msg, list);
	list_del(&msg->list);
	con->ops->dispatch(con, msg);
}

static int try_read(struct conn *con)
{
more:
	if (list_empty(&con->in))
		return 0;
	process_message(con);
	goto more;
}

static void con_work(struct work_struct *w)
{
	struct conn *con = container_of(w, struct conn, work.work);
	try_read(con);
}

void con_init(struct conn *con, void *private, const struct conn_ops *ops)
{
	con->private = private;
	con->ops = ops;
	INIT_DELAYED_WORK(&con->work, con_work);
}

void con_data_ready(struct conn *con)
{
	queue_delayed_work(msgr_wq, &con->work, 0);
}

void mdsc_init(struct mdsc *m, struct cinode *ci)
{
	mutex_init(&m->mutex);
	INIT_WORK(&ci->inv_work, trunc_work_fn);
	con_init(&m->con, m, &mds_con_ops);
}

static int do_request(struct mdsc *m, struct req *r)
{
	init_completion(&r->done);
	mutex_lock(&m->mutex);
	list_add(&r->list, &m->reqs);
	mutex_unlock(&m->mutex);
	wait_for_completion(&r->done);
	return 0;
}

int ceph_setattr(struct cinode *ci)
{
	struct req *r = kzalloc(sizeof(*r), GFP_NOFS);
	int err;
	mutex_lock(&ci->truncate_mutex);
	err = do_request(ci->mdsc, r); // expect: serialized-completion confirmed
	mutex_unlock(&ci->truncate_mutex);
	return err;
}
