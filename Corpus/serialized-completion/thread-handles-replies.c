// run: kernel-version=4.4
/*
 * One thread takes the replies of a server and calls whoever asked. A callback that asks the server anew
 * waits for a reply that only its own thread could take. The thread also waits for work when there is none,
 * which others give it.
 */

#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

struct server;

struct question {
	struct list_head list;
	void (*callback)(struct question *question);
	struct server *server;
	int is_answered;
};

struct server {
	struct list_head replies;
	spinlock_t lock;
	wait_queue_head_t answered;
	wait_queue_head_t idle;
	int has_replies;
};

static void wake_asker(struct question *question)
{
	question->is_answered = 1;
	wake_up(&question->server->answered);
}

static int ask(struct server *server)
{
	struct question *question = kzalloc(sizeof(*question), GFP_NOFS);

	if (!question)
		return -ENOMEM;
	question->server = server;
	question->callback = wake_asker;
	wait_event(server->answered, question->is_answered); // expect: serialized-completion confirmed
	kfree(question);
	return 0;
}

static void close_late_bad(struct question *question)
{
	ask(question->server);
	kfree(question);
}

int open_async(struct server *server, struct question *question)
{
	question->server = server;
	question->callback = close_late_bad;
	return 0;
}

static int take_replies(void *data)
{
	struct server *server = data;
	struct question *question;

	while (!kthread_should_stop()) {
		wait_event_interruptible(server->idle, server->has_replies);
		question = list_first_entry(&server->replies, struct question, list);
		question->callback(question);
	}
	return 0;
}

void reply_arrives_ok(struct server *server)
{
	server->has_replies = 1;
	wake_up(&server->idle);
}

int server_start(struct server *server)
{
	struct task_struct *task = kthread_run(take_replies, server, "replies");

	return IS_ERR(task) ? -ENOMEM : ask(server);
}
