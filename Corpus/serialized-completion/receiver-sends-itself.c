// run: kernel-version=2.6
/*
 * The thread that receives all answers of a server sends a request of its own, and waits for the answer.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(2, 6, 34)

#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

enum mid_state { MID_SUBMITTED = 2, MID_RECEIVED = 4 };
struct mid {
	struct list_head qhead;
	void (*callback)(struct mid *);
	void *callback_data;
	int state;
	u16 id;
};

struct server {
	struct list_head pending;
	spinlock_t lock;
	wait_queue_head_t response_q;
	struct task_struct *tsk;
	int status;
};

struct cfile {
	struct work_struct oplock_break;
	struct server *server;
	int oplock;
};

static void wake_up_task(struct mid *mid)
{
	wake_up_process(mid->callback_data);
}

static int wait_for_response(struct server *server, struct mid *mid)
{
	wait_event(server->response_q, mid->state != MID_SUBMITTED);
	return 0;
}

static int send_receive(struct server *server)
{
	struct mid *mid = kzalloc(sizeof(*mid), GFP_NOFS);
	int rc;
	mid->callback = wake_up_task;
	mid->callback_data = current;
	mid->state = MID_SUBMITTED;
	spin_lock(&server->lock);
	list_add_tail(&mid->qhead, &server->pending);
	spin_unlock(&server->lock);
	rc = wait_for_response(server, mid);
	kfree(mid);
	return rc;
}

static void do_oplock_break(struct cfile *cf)
{
	cf->oplock = 0;
	send_receive(cf->server);
}

static void oplock_work(struct work_struct *w)
{
	do_oplock_break(container_of(w, struct cfile, oplock_break));
}

void cfile_open(struct cfile *cf)
{
	INIT_WORK(&cf->oplock_break, oplock_work);
	send_receive(cf->server);
}

static bool is_oplock_break_bad(struct server *server, struct cfile *cf)
{
	if (!cf->oplock)
		return false;
	do_oplock_break(cf);
	return true;
}

static struct mid *find_mid(struct server *server, u16 id)
{
	struct mid *m;
	spin_lock(&server->lock);
	list_for_each_entry(m, &server->pending, qhead) {
		if (m->id == id) {
			list_del(&m->qhead);
			spin_unlock(&server->lock);
			return m;
		}
	}
	spin_unlock(&server->lock);
	return NULL;
}

int kernel_recv(struct server *server, u16 *id, struct cfile **cf);
static int demultiplex_thread(void *p)
{
	struct server *server = p;
	struct cfile *cf;
	struct mid *m;
	u16 id;
	while (server->status != 1) {
		if (kernel_recv(server, &id, &cf) < 0)
			break;
		m = find_mid(server, id);
		if (m) {
			m->state = MID_RECEIVED;
			m->callback(m);
		} else
			is_oplock_break_bad(server, cf); // expect-fn: serialized-completion the waiter is on a queue that nobody wakes, and woken as a task
	}
	return 0;
}

int server_start(struct server *server)
{
	init_waitqueue_head(&server->response_q);
	server->tsk = kthread_run(demultiplex_thread, server, "cifsd");
	return 0;
}
