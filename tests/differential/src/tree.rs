//! A script as a tree: what the grammar made it of, and what can be taken away from it.

/// What a part may be replaced by when a script is made smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any of its parts may go.
    Several,
    /// May go.
    Optional,
    /// May become any part of the same name inside it, or the shortest text of that name.
    Named(usize),
    /// A list in a substitution: the bodies of its here-documents stand in it.
    Enclosed,
}

/// A part of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// Text as it stands.
    Text(String),
    /// The end of a command: `; `, or a new line where here-documents wait for one.
    End,
    /// A new line.
    NewLine,
    /// The body of a here-document, which stands after the next new line.
    Body(Vec<Node>),
    /// Several parts.
    Tree(Kind, Vec<Node>),
}

impl Node {
    /// The text.
    pub fn render(&self) -> String {
        let mut text = Renderer { text: String::new(), bodies: Vec::new() };
        text.node(self);
        text.text
    }

    /// Its parts.
    pub fn parts(&self) -> &[Node] {
        match self {
            Node::Tree(_, parts) | Node::Body(parts) => parts,
            Node::Text(_) | Node::End | Node::NewLine => &[],
        }
    }

    /// Its parts, to change them.
    pub fn parts_mut(&mut self) -> &mut [Node] {
        match self {
            Node::Tree(_, parts) | Node::Body(parts) => parts,
            Node::Text(_) | Node::End | Node::NewLine => &mut [],
        }
    }

    /// How many parts it is made of, itself included.
    pub fn size(&self) -> usize {
        1 + self.parts().iter().map(Node::size).sum::<usize>()
    }
}

struct Renderer {
    text: String,
    bodies: Vec<String>,
}

impl Renderer {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Text(text) => self.text.push_str(text),
            Node::End if self.bodies.is_empty() => self.text.push_str("; "),
            Node::End | Node::NewLine => self.new_line(),
            Node::Body(parts) => {
                let mut body = Renderer { text: String::new(), bodies: Vec::new() };
                parts.iter().for_each(|part| body.node(part));
                self.bodies.push(body.text);
            }
            Node::Tree(Kind::Enclosed, parts) => {
                let outer = std::mem::take(&mut self.bodies);
                parts.iter().for_each(|part| self.node(part));
                if !self.bodies.is_empty() {
                    self.new_line();
                }
                self.bodies = outer;
            }
            Node::Tree(_, parts) => parts.iter().for_each(|part| self.node(part)),
        }
    }

    fn new_line(&mut self) {
        self.text.push('\n');
        for body in std::mem::take(&mut self.bodies) {
            self.text.push_str(&body);
        }
    }
}
