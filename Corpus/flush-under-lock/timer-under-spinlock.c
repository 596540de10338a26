// run: kernel-version=6.1
/*
 * A protocol that stops its timer with the spinlock that the timer takes, through a helper.
 */

#include <linux/spinlock.h>
#include <linux/timer.h>

struct session {
	spinlock_t lock;
	struct timer_list retry;
	int tries;
};

static void session_retry(struct timer_list *timer)
{
	struct session *session = from_timer(session, timer, retry);

	spin_lock(&session->lock);
	session->tries++;
	spin_unlock(&session->lock);
}

void session_start(struct session *session)
{
	timer_setup(&session->retry, session_retry, 0);
	mod_timer(&session->retry, jiffies + 10);
}

static void session_stop_timer(struct session *session)
{
	session->tries = 0;
	del_timer_sync(&session->retry);
}

void session_close_bad(struct session *session)
{
	spin_lock_bh(&session->lock);
	session_stop_timer(session); // expect: flush-under-lock confirmed
	spin_unlock_bh(&session->lock);
}

void session_close_ok(struct session *session)
{
	spin_lock_bh(&session->lock);
	session->tries = 0;
	del_timer(&session->retry);
	spin_unlock_bh(&session->lock);
}
