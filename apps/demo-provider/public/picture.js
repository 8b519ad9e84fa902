/** A made-up screen that moves: a small shop, somebody who scrolls in it, and a pointer. */
export function drawPicture(canvas) {
  const context = canvas.getContext("2d");
  const { width, height } = canvas;
  const draw = (at) => {
    if (!canvas.isConnected) return;
    const scroll = (Math.sin(at / 2600) + 1) * 60;
    context.fillStyle = "#f4f1ea";
    context.fillRect(0, 0, width, height);
    for (let row = 0; row < 4; row += 1)
      for (let column = 0; column < 3; column += 1) {
        const x = 24 + column * 204;
        const y = 84 + row * 150 - scroll;
        context.fillStyle = "#ffffff";
        context.fillRect(x, y, 184, 132);
        context.fillStyle = `hsl(${140 + row * 22 + column * 9} 30% 62%)`;
        context.fillRect(x + 10, y + 10, 164, 70);
        context.fillStyle = "#5d6a63";
        context.fillRect(x + 10, y + 92, 110, 8);
        context.fillRect(x + 10, y + 108, 60, 8);
      }
    context.fillStyle = "#1f5f4a";
    context.fillRect(0, 0, width, 56);
    context.fillStyle = "#ffffff";
    context.font = "600 20px system-ui, sans-serif";
    context.fillText("Kahvila Kuusi", 24, 35);
    const x = width / 2 + Math.cos(at / 900) * 180;
    const y = height / 2 + Math.sin(at / 700) * 90;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + 5, y + 20);
    context.lineTo(x + 10, y + 13);
    context.lineTo(x + 18, y + 13);
    context.closePath();
    context.fillStyle = "#111111";
    context.fill();
    requestAnimationFrame(draw);
  };
  requestAnimationFrame(draw);
}
